import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { signOffRequests } from '#db/schema/sign-offs'
import { command } from '../command'
import type { Context } from '../context'
import { day_ms } from '../core/durations'
import { drillPlan } from '../core/sign-offs/drill-plan'
import { firstOf, planOf, sizeOf, type KeptRequest } from '../core/sign-offs/plan'
import { grouped } from '../core/grouped'
import { drillEnds, renewalMonths } from '../core/sign-offs/renewal'
import { lockUntilCommit } from '../database/lock-until-commit'
import { id } from '../ids'
import { dueSettle } from '../jobs/due'
import { giveHints } from '../jobs/give-hints'
import { putOffFirst } from '../jobs/put-off-first'
import type { Lease } from '../jobs/with-due'
import { hintNotices } from '../notices/written-notice'
import { effectiveProfile } from '../profiles/effective-profile'
import { askedPolicies } from './asked-policies'
import { carryOut } from './carry-out'
import { peopleAsked } from './people-asked'
import { signedDue } from './signed-due'
import { tellAsked } from './tell-of-sign-off'

/** So much is changed in one transaction; what is left comes in the next. */
const actions_max = 400

const work = command({
  name: 'sign_off.ask',
  permission: 'sign_off.work',
  input: z.object({ clubId: id, putOffTo: z.date() }),
  async run(tx, ctx, { clubId, putOffTo }) {
    await lockUntilCommit(tx, `sign-offs:${clubId}`)
    const { sentIds, left, asksFor, comesAt } = await askEverybody(tx, ctx)
    const again = new Date(ctx.now.getTime() + day_ms)
    const soonest = comesAt && comesAt < again ? comesAt : again
    const next = left ? ctx.now : asksFor ? soonest : null
    const notices = await tellAsked(tx, ctx, sentIds, 'sign_off_asked')
    const hints = left ? [] : await signedDue(tx, ctx)
    await dueSettle(tx, 'ask-sign-offs', clubId, putOffTo, next)
    const detail = { sent: sentIds.length, left }
    return { result: { notices, hints }, trail: [{ subject: 'club', subjectId: clubId, detail }] }
  },
})

/**
 * Asks everybody on the club's register for what they are to sign now, in bounded parts: a new
 * version, who joined, who left, a year that is over. Done again it changes nothing. Looks
 * again when the next version begins, and once a day.
 */
export async function askSignOffs(
  ctx: Context,
  clubId: string,
  { token }: Pick<Lease, 'token'>,
): Promise<void> {
  const putOffTo = await putOffFirst(ctx, 'ask-sign-offs', clubId, token)
  const { notices, hints } = await work(ctx, { clubId, putOffTo })
  await giveHints(hints)
  await hintNotices(notices)
}

async function askEverybody(tx: Tx, ctx: Context) {
  const [policies, people] = [await askedPolicies(tx, ctx), await peopleAsked(tx, ctx)]
  const profile = await effectiveProfile(tx, ctx, ctx.now)
  const renewal_months = renewalMonths(profile, ctx.now)
  const requests = grouped(await keptRequests(tx), ({ policyId }) => policyId)
  let room = actions_max
  const sentIds: string[] = []
  for (const policy of policies) {
    const own = requests.get(policy.policyId) ?? []
    const plan = planOf(policy, people, own, ctx.now, renewal_months)
    const part = firstOf(plan, room)
    room -= sizeOf(part)
    sentIds.push(...(await carryOut(tx, ctx, part)))
    if (sizeOf(plan) > sizeOf(part)) room = 0
  }
  const drills = await tx.select().from(signOffRequests).where(eq(signOffRequests.kind, 'drill'))
  const drilling = drillPlan(
    people.filter((each) => each.drills),
    drills,
    ctx.now,
    { ends: (done) => drillEnds(profile, done, ctx.now) },
  )
  const part = firstOf(drilling, room)
  sentIds.push(...(await carryOut(tx, ctx, part)))
  const coming = policies.flatMap(({ comesAt }) => comesAt ?? [])
  return {
    sentIds,
    left: room === 0 || sizeOf(drilling) > sizeOf(part),
    asksFor: policies.some(({ versions }) => versions.length > 0) || drills.length > 0,
    comesAt: coming.toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null,
  }
}

type Kept = KeptRequest & { readonly policyId: string | null }

async function keptRequests(tx: Tx): Promise<Kept[]> {
  const rows = await tx
    .select()
    .from(signOffRequests)
    .where(
      and(
        eq(signOffRequests.kind, 'policy'),
        inArray(signOffRequests.state, ['not_sent', 'sent', 'opened', 'declined', 'acknowledged']),
      ),
    )
  return rows.map(({ id: requestId, versionId, ...row }) => ({
    ...row,
    requestId,
    versionId: versionId ?? '',
  }))
}
