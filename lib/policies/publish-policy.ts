import { max, eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { policies, policyVersions } from '#db/schema/policies'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { askingLimits } from '../core/asking-limits'
import { calendarDate } from '../core/dates'
import { AppError, conflict, notFound } from '../core/errors'
import { leftToDo } from '../core/policies/draft'
import { sha256Hex } from '../core/sha256'
import { isUniqueViolation } from '../database/unique-violation'
import { newId } from '../ids'
import { refuseBeyond } from '../trail/refuse-beyond'
import { changeDraft, openDraft, whichDraft, type PolicyDraft } from './open-draft'

/**
 * Publishes a policy that was written, as its next version, in the exact bytes that stand in the
 * draft: delivered to each region and club below. Returns the version and how many it reached.
 * Throws `invalid_input` with all that is still to do, `conflict` as `openDraft`,
 * `too_many_attempts`.
 */
export const publishPolicy = command({
  name: 'policy.publish',
  permission: 'policy.write',
  input: whichDraft,
  async run(tx, ctx, which) {
    const draft = await openDraft(tx, which)
    const version = 1 + (await newestVersion(tx, draft.policyId))
    refuseUnfinished(draft, version === 1, ctx.now)
    await refuseTooMany(tx, ctx)
    await keepPolicy(tx, ctx, draft, version)
    const versionId = await insert(tx, ctx, draft, version)
    await changeDraft(tx, draft.id, { state: 'published', pdf: null })
    const delivered = await tx.execute<{ reached: number }>(
      sql`select deliver_policy(${versionId}::uuid) as reached`,
    )
    const reached = delivered.rows[0]?.reached ?? 0
    const detail = { version, title: draft.title, change: draft.change, reached }
    return {
      result: { policyId: draft.policyId, versionId, version, reached },
      trail: [{ subject: 'policy', subjectId: draft.policyId, detail }],
    }
  },
})

async function newestVersion(tx: Tx, policyId: string): Promise<number> {
  const [row] = await tx
    .select({ newest: max(policyVersions.version) })
    .from(policyVersions)
    .where(eq(policyVersions.policyId, policyId))
  return row?.newest ?? 0
}

const refuseTooMany = (tx: Tx, ctx: Context) =>
  refuseBeyond(
    tx,
    ctx,
    askingLimits.publicationsADay,
    { commands: ['policy.publish'] },
    `You have published ${askingLimits.publicationsADay.count} versions in a day. Try again tomorrow: your draft is kept.`,
  )

function refuseUnfinished(draft: PolicyDraft, isFirst: boolean, now: Date): void {
  const left = leftToDo({ ...draft, hasPdf: draft.pdf !== null }, isFirst, calendarDate(now))
  if (left.length === 0) return
  throw new AppError('invalid_input', 'There is something left to do.', left)
}

async function keepPolicy(tx: Tx, ctx: Context, draft: PolicyDraft, version: number) {
  const { id: self, kind, name } = ctx.organisation
  if (kind === 'person') throw notFound()
  const { policyId, title, rules } = draft
  if (version === 1) {
    await tx.insert(policies).values({
      ...{ organisationId: self, id: policyId, publisherOrganisationId: self },
      ...{ publisherKind: kind, publisherName: name, title, rules, createdAt: ctx.now },
    })
    return
  }
  const changed = await tx
    .update(policies)
    .set({ title, rules })
    .where(sql`${policies.id} = ${policyId} and ${policies.withdrawnAt} is null`)
  if (changed.rowCount === 0) throw conflict('This policy was withdrawn. Begin a new one.')
}

/** At once, or from the beginning of a day that is to come (UTC). */
const beginning = (now: Date, day: string): Date => {
  const at = new Date(`${day}T00:00:00Z`)
  return day !== '' && at > now ? at : now
}

async function insert(tx: Tx, ctx: Context, draft: PolicyDraft, version: number): Promise<string> {
  const content =
    draft.format === 'markdown' ? Buffer.from(draft.markdown, 'utf8') : (draft.pdf ?? Buffer.of())
  const { policyId, title, rules, format, shortVersion, due_days, grace_days } = draft
  const { audienceRoles, audienceTeams, audienceTags } = draft
  const versionId = newId()
  try {
    await tx.insert(policyVersions).values({
      ...{ organisationId: ctx.organisation.id, id: versionId, policyId, version },
      ...{ publisherOrganisationId: ctx.organisation.id, title, rules, format, content },
      ...{ sha256: sha256Hex(content), length_bytes: content.length, shortVersion },
      whatChanged: draft.whatChanged === '' ? 'The first version.' : draft.whatChanged,
      // There is nothing before the first that anybody could have agreed to.
      change: version === 1 ? 'material' : draft.change,
      ...{ publishedAt: ctx.now, inForceFrom: beginning(ctx.now, draft.inForceFrom) },
      publishedBy: actorUserId(ctx),
      publishedByName: ctx.actor.kind === 'user' ? ctx.actor.name : null,
      ...{ due_days, grace_days, audienceRoles, audienceTeams, audienceTags },
    })
  } catch (error) {
    if (isUniqueViolation(error)) throw conflict()
    throw error
  }
  return versionId
}
