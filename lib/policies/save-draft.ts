import { z } from 'zod'
import { command } from '../command'
import { actorUserId } from '../context'
import { AppError } from '../core/errors'
import { audienceRoles } from '../core/policies/audience'
import { due_days_max, grace_days_max, lengths_max } from '../core/policies/draft'
import { whyNotPdf } from '../core/policies/pdf'
import { isPolicyRule } from '../core/policies/policy-rules'
import { withoutUnseenInLines } from '../core/unseen'
import { changeDraft, openDraft, whichDraft } from './open-draft'

const text = (length_max: number) =>
  z
    .string()
    .transform((typed) => withoutUnseenInLines(typed).trim())
    .pipe(z.string().max(length_max, `Use at most ${length_max.toLocaleString('en-GB')} letters.`))

/** Names on one line, with commas between. */
const names = z
  .string()
  .max(1000, 'Use at most 1,000 letters.')
  .transform((typed) => [
    ...new Set(
      withoutUnseenInLines(typed)
        .split(/[,\n]/)
        .map((each) => each.trim().slice(0, lengths_max.name))
        .filter(Boolean),
    ),
  ])

const days = (days_max: number) =>
  z.coerce
    .number('Type a number of days.')
    .int('Type a whole number of days.')
    .min(0, 'Type a number of days.')
    .max(days_max, `Use at most ${days_max} days.`)

/**
 * Saves a policy that is being written, as far as it is; `pdf` is null where no file was chosen, and
 * the one before stays. Throws `invalid_input` by field, `conflict` where somebody else has saved
 * meanwhile.
 */
export const savePolicyDraft = command({
  name: 'policy.save_draft',
  permission: 'policy.write',
  input: whichDraft.extend({
    title: text(lengths_max.title),
    format: z.enum(['markdown', 'pdf']),
    markdown: text(lengths_max.markdown),
    pdf: z.instanceof(Uint8Array).nullable(),
    shortVersion: text(lengths_max.shortVersion),
    whatChanged: text(lengths_max.whatChanged),
    change: z.enum(['material', 'minor']),
    inForceFrom: z.union([z.literal(''), z.iso.date('Type a day, or leave it empty.')]),
    due_days: days(due_days_max),
    grace_days: days(grace_days_max),
    rules: z.array(z.string().refine(isPolicyRule, 'Choose from the list.')).max(20),
    audienceRoles: z.array(z.enum(audienceRoles)),
    audienceTeams: names,
    audienceTags: names,
  }),
  async run(tx, ctx, { policyId, revision, pdf, ...typed }) {
    const draft = await openDraft(tx, { policyId, revision })
    const wrong = pdf === null ? null : whyNotPdf(pdf)
    if (wrong !== null) {
      throw new AppError('invalid_input', 'There is a problem with the file.', [
        { field: 'pdf', message: wrong },
      ])
    }
    await changeDraft(tx, draft.id, {
      ...typed,
      ...(pdf === null ? {} : { pdf: Buffer.from(pdf) }),
      ...{ revision: revision + 1, changedAt: ctx.now, changedBy: actorUserId(ctx) },
    })
    const detail = { title: typed.title, revision: revision + 1 }
    return {
      result: { revision: revision + 1 },
      trail: [{ subject: 'policy', subjectId: policyId, detail }],
    }
  },
})
