import { z } from 'zod'
import { withoutUnseenInLines } from '../core/unseen'

/** Long enough for a sentence or two. */
const reason_max = 300

/** Why somebody said so, in their own words: kept, and shown to whoever may ask. */
export const reasonText = z
  .string()
  .transform(withoutUnseenInLines)
  .pipe(
    z
      .string()
      .trim()
      .min(3, 'Say why, in a few words.')
      .max(reason_max, `Say it in ${reason_max} characters or fewer.`),
  )
