import { z } from 'zod'
import { readFinding } from '../findings/get-finding'
import { id } from '../ids'
import { query } from '../query'
import { instants, pastSettings } from './past-settings'

/** A finding as it stood at a moment. Throws `not_found` where there was none yet. */
export const getFindingAsOf = query({
  permission: 'finding.read',
  input: z.object({ findingId: id, ...instants }),
  isolation: 'repeatable read',
  settings: pastSettings,
  run: (tx, ctx, { findingId, at }) => readFinding(tx, { ...ctx, now: at }, { findingId }),
})
