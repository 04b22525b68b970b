import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { signOffRequests } from '#db/schema/sign-offs'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { drillPlan } from '../core/sign-offs/drill-plan'
import { drillEnds } from '../core/sign-offs/renewal'
import { lockUntilCommit } from '../database/lock-until-commit'
import { dueAdd } from '../jobs/due'
import { hintNotices } from '../notices/written-notice'
import { effectiveProfile } from '../profiles/effective-profile'
import { carryOut } from './carry-out'
import { peopleAsked } from './people-asked'
import { tellAsked } from './tell-of-sign-off'

const begin = command({
  name: 'sign_off.begin_drill',
  permission: 'sign_off.chase',
  input: z.object({}),
  async run(tx, ctx) {
    if (ctx.organisation.kind !== 'club') throw notFound()
    await lockUntilCommit(tx, `sign-offs:${ctx.organisation.id}`)
    const drills = await tx.select().from(signOffRequests).where(eq(signOffRequests.kind, 'drill'))
    const people = (await peopleAsked(tx, ctx)).filter((each) => each.drills)
    const profile = await effectiveProfile(tx, ctx, ctx.now)
    const ends = (done: Date) => drillEnds(profile, done, ctx.now)
    const plan = drillPlan(people, drills, ctx.now, { begin: true, ends })
    if (plan.ask.length === 0) {
      throw conflict('Everybody who holds online sessions has been asked for the drill already.')
    }
    const sent = await carryOut(tx, ctx, plan)
    // It is asked again by itself when its year is over.
    await dueAdd(tx, 'ask-sign-offs', ctx.organisation.id, ctx.now)
    const detail = { asked: plan.ask.length }
    return {
      result: { asked: plan.ask.length, notices: await tellAsked(tx, ctx, sent, 'sign_off_asked') },
      trail: [{ subject: 'club', subjectId: ctx.organisation.id, detail }],
    }
  },
})

/**
 * Asks everybody who holds online sessions for the drill, now and once a year from then on. Returns
 * how many. Throws `conflict` where nobody is left to be asked.
 */
export async function beginDrill(ctx: Context): Promise<{ asked: number }> {
  const { asked, notices } = await begin(ctx, {})
  await hintNotices(notices)
  return { asked }
}
