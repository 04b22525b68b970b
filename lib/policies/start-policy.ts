import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { policyDrafts, policyVersions } from '#db/schema/policies'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { isUniqueViolation } from '../database/unique-violation'
import { startingTextById } from '../guide/policies/library'
import { newId } from '../ids'
import { refuseTooManyDrafts } from '../trail/refuse-drafts'
import { ownPolicy } from './own-policy'

type Start = Omit<
  typeof policyDrafts.$inferInsert,
  'organisationId' | 'id' | 'policyId' | 'state' | 'createdAt' | 'changedAt'
>

const usual = { change: 'material', due_days: 28, grace_days: 14 } as const

/**
 * Begins to write a policy: an empty one, one of the starting texts (`from`), or the next version of
 * one of our own (`policyId`). Returns its id. Throws `not_found`, and `conflict` where somebody is
 * writing that next version already.
 */
export const startPolicy = command({
  name: 'policy.start_draft',
  permission: 'policy.write',
  input: z.union([
    z.object({ from: z.string().max(60) }),
    z.object({ policyId: z.uuid(), from: z.undefined().optional() }),
  ]),
  async run(tx, ctx, input) {
    if (ctx.organisation.kind === 'person') throw notFound()
    await refuseTooManyDrafts(tx, ctx, 'policy.start_draft')
    const policyId = 'policyId' in input ? input.policyId : newId()
    const start =
      'policyId' in input ? await nextVersion(tx, ctx, policyId) : firstVersion(input.from)
    await insert(tx, ctx, policyId, start)
    const detail = { from: 'policyId' in input ? null : input.from, title: start.title }
    return {
      result: { policyId },
      trail: [{ subject: 'policy', subjectId: policyId, detail }],
    }
  },
})

function firstVersion(from: string): Start {
  if (from === '') return { ...usual, title: '', format: 'markdown' }
  const text = startingTextById(from)
  if (!text) throw notFound()
  const { title, rules, shortVersion, markdown, roles } = text
  return {
    ...usual,
    ...{ title, rules: [...rules], format: 'markdown', shortVersion, markdown },
    audienceRoles: [...roles],
  }
}

async function nextVersion(tx: Tx, ctx: Context, policyId: string): Promise<Start> {
  const policy = await ownPolicy(tx, ctx, policyId)
  if (policy.withdrawnAt) throw conflict('This policy was withdrawn. Begin a new one.')
  const [newest] = await tx
    .select()
    .from(policyVersions)
    .where(eq(policyVersions.policyId, policyId))
    .orderBy(desc(policyVersions.version))
    .limit(1)
  if (!newest) throw notFound()
  const { title, rules, format, shortVersion, due_days, grace_days, content } = newest
  const { audienceRoles, audienceTeams, audienceTags } = newest
  return {
    ...{ title, rules, format, shortVersion, due_days, grace_days, change: 'minor' },
    ...{ audienceRoles, audienceTeams, audienceTags },
    markdown: format === 'markdown' ? (content?.toString('utf8') ?? '') : '',
    pdf: format === 'pdf' ? content : null,
  }
}

async function insert(tx: Tx, ctx: Context, policyId: string, start: Start): Promise<void> {
  try {
    await tx.insert(policyDrafts).values({
      ...start,
      ...{ organisationId: ctx.organisation.id, id: newId(), policyId, state: 'open' },
      ...{ createdAt: ctx.now, changedAt: ctx.now, changedBy: actorUserId(ctx) },
    })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    throw conflict('Somebody is writing the next version already. Look again to go on with theirs.')
  }
}
