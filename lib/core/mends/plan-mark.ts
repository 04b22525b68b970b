import { canonicalJson } from '../canonical-json'
import { sha256Hex } from '../sha256'
import type { MendChange } from './plan-mend'

/** Stands for exactly these changes, so that what is made is what was shown. */
export const planMark = (changes: readonly MendChange[]): string =>
  sha256Hex(canonicalJson(changes.map(({ path, before, after }) => ({ path, before, after }))))
