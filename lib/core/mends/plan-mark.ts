import { canonicalJson } from '../canonical-json'
import { sha256Hex } from '../sha256'
import type { MendPlan } from './plan-mend'

type Shown = Pick<MendPlan & { ok: true }, 'changes' | 'time'>

/** Stands for exactly these changes of exactly this, so that what is made is what was shown. */
export const planMark = ({ changes, time }: Shown): string =>
  sha256Hex(
    canonicalJson({
      time: time?.id ?? null,
      changes: changes.map(({ path, before, after }) => ({ path, before, after })),
    }),
  )
