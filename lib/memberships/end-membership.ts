import { and, eq, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { memberships } from '#db/schema/organisations'
import { command } from '../command'
import { conflict, notFound } from '../core/errors'
import { lockUntilCommit } from '../database/lock-until-commit'
import { id } from '../ids'
import { deliverMembership } from './add-membership'

/** The post that an organisation of each kind must never be without. */
const needed = {
  club: 'welfare_officer',
  governing_body: 'safeguarding_lead',
  region: 'safeguarding_lead',
} as const

/**
 * Somebody's post here ends. Coaches leave by the register instead. Throws `conflict` where it has
 * ended, or where nobody would be left to keep children safe here.
 */
export const endMembership = command({
  name: 'membership.end',
  permission: 'membership.end',
  input: z.object({ membershipId: id }),
  async run(tx, ctx, { membershipId }) {
    // Two officers who end each other at once would leave none: the second waits and is refused.
    await lockUntilCommit(tx, `posts:${ctx.organisation.id}`)
    const of = and(eq(memberships.id, membershipId), ne(memberships.role, 'coach'))
    const [there] = await tx.select().from(memberships).where(of)
    if (!there || ctx.organisation.kind === 'person') throw notFound()
    if (there.role === needed[ctx.organisation.kind]) {
      const same = and(eq(memberships.role, there.role), isNull(memberships.endsAt))
      const others = await tx.$count(memberships, and(same, ne(memberships.id, membershipId)))
      if (others === 0) {
        throw conflict('Nobody else holds this post. Invite somebody to it first.')
      }
    }
    const [ended] = await tx
      .update(memberships)
      .set({ endsAt: ctx.now })
      .where(and(of, isNull(memberships.endsAt)))
      .returning()
    if (!ended) throw conflict('This post has ended already.')
    await deliverMembership(tx, membershipId)
    const detail = { role: ended.role }
    return {
      result: undefined,
      trail: [{ subject: 'membership', subjectId: membershipId, detail }],
    }
  },
})
