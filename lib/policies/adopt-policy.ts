import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { adoptions, policyVersions } from '#db/schema/policies'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { sha256Hex } from '../core/sha256'
import { withoutUnseenInLines } from '../core/unseen'
import { lockUntilCommit } from '../database/lock-until-commit'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { id, newId } from '../ids'
import { knownPolicy } from './own-policy'

type Version = typeof policyVersions.$inferSelect
type Decision = 'adopted' | 'not_yet'

const which = z.object({ versionId: id })

/**
 * A club says yes to a version that came from above: by name, on record. The same again changes
 * nothing, and returns what stands. Throws `not_found`; `conflict` where the policy was withdrawn,
 * or a newer version has come.
 */
export const adoptPolicy = command({
  name: 'policy.adopt',
  permission: 'policy.adopt',
  input: which.extend({
    agreed: z.string().pipe(z.literal('yes', { error: 'Tick the box if your club adopts it.' })),
  }),
  async run(tx, ctx, { versionId }) {
    const version = await fromAbove(tx, ctx, versionId)
    const before = await adoptedAlready(tx, versionId)
    if (!before) await refuseOld(tx, version)
    const adoptionId = before?.id ?? (await say(tx, ctx, version, 'adopted', null))
    const detail = { policy: version.policyId, version: version.version, again: before !== null }
    return {
      result: { adoptionId, policyId: version.policyId },
      trail: [{ subject: 'adoption', subjectId: adoptionId, detail }],
    }
  },
})

/**
 * A club says why it has not adopted a version yet. It stays on the to-do list. Throws `not_found`;
 * `conflict` where it is adopted already, was withdrawn, or a newer version has come.
 */
export const postponeAdoption = command({
  name: 'policy.postpone',
  permission: 'policy.adopt',
  input: which.extend({
    why: z
      .string()
      .transform(withoutUnseenInLines)
      .pipe(
        z.string().trim().min(1, 'Say why, in a sentence.').max(500, 'Use at most 500 letters.'),
      ),
  }),
  async run(tx, ctx, { versionId, why }) {
    const version = await fromAbove(tx, ctx, versionId)
    if (await adoptedAlready(tx, versionId)) throw conflict('Your club has adopted this already.')
    await refuseOld(tx, version)
    const adoptionId = await say(tx, ctx, version, 'not_yet', why)
    const detail = { policy: version.policyId, version: version.version }
    return {
      result: { adoptionId, policyId: version.policyId },
      trail: [{ subject: 'adoption', subjectId: adoptionId, detail }],
    }
  },
})

async function fromAbove(tx: Tx, ctx: Context, versionId: string): Promise<Version> {
  if (ctx.organisation.kind !== 'club') throw notFound()
  const [version] = await tx.select().from(policyVersions).where(eq(policyVersions.id, versionId))
  if (!version || version.publisherOrganisationId === ctx.organisation.id) throw notFound()
  // Of two who press at once, one writes, and the other finds it written.
  await lockUntilCommit(tx, `adoption:${ctx.organisation.id}:${version.policyId}`)
  return version
}

async function adoptedAlready(tx: Tx, versionId: string) {
  const [row] = await tx
    .select({ id: adoptions.id })
    .from(adoptions)
    .where(and(eq(adoptions.versionId, versionId), eq(adoptions.decision, 'adopted')))
  return row ?? null
}

async function refuseOld(tx: Tx, { policyId, version }: Version): Promise<void> {
  const { withdrawnAt } = await knownPolicy(tx, policyId)
  if (withdrawnAt) throw conflict('This policy was withdrawn. There is nothing to adopt.')
  const newer = await tx.$count(
    policyVersions,
    and(eq(policyVersions.policyId, policyId), sql`${policyVersions.version} > ${version}`),
  )
  if (newer > 0) throw conflict('A newer version has come. Read that one.')
}

async function say(
  tx: Tx,
  ctx: Context,
  version: Version,
  decision: Decision,
  why: string | null,
): Promise<string> {
  if (ctx.actor.kind !== 'user') throw notFound()
  const { userId, name } = ctx.actor
  const adoptionId = newId()
  const fact = {
    ...{ adoption: adoptionId, decision, by: userId, at: ctx.now.toISOString() },
    // People write names into reasons: a record outlives what may be kept of them.
    why_sha256: why === null ? null : sha256Hex(why),
    ...{ policy: version.policyId, policy_version: version.id, version: version.version },
    ...{ publisher: version.publisherOrganisationId, title: version.title },
    ...{ sha256: version.sha256, length_bytes: version.length_bytes, rules: version.rules },
  }
  const [evidenceRecordId = ''] = await writeEvidenceRecords(tx, ctx, 'adoption', [fact])
  await tx.insert(adoptions).values({
    ...{ organisationId: ctx.organisation.id, id: adoptionId, policyId: version.policyId },
    ...{ versionId: version.id, decision, why, byUserId: userId, byName: name, at: ctx.now },
    evidenceRecordId,
  })
  await tx.execute(sql`select deliver_adoption(${version.policyId}::uuid)`)
  return adoptionId
}
