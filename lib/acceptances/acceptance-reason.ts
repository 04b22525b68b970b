import { z } from 'zod'
import { withoutUnseenInLines } from '../core/unseen'

/** Long enough to say what is done instead to keep children safe. */
const reason_max = 600

const said = (message: string) =>
  z
    .string()
    .transform(withoutUnseenInLines)
    .pipe(
      z
        .string()
        .trim()
        .min(10, message)
        .max(reason_max, `Say it in ${reason_max} characters or fewer.`),
    )

/** Why a risk is to be accepted: kept word for word, and shown to whoever decides. */
export const acceptanceReason = said('Say why, and what you do instead to keep children safe.')

/** Why somebody said yes or no to it. */
export const decisionWhy = said('Say why, in a sentence.')
