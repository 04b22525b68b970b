import '../support/oauth-stand-in'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { requestAcceptance } from '#lib/acceptances/request-acceptance'
import { withdrawAcceptance } from '#lib/acceptances/withdraw-acceptance'
import { startAudit } from '#lib/audits/start-audit'
import { addCoach } from '#lib/coaches/add-coach'
import type { Context } from '#lib/context'
import { askingLimits } from '#lib/core/asking-limits'
import { inviteCoach } from '#lib/invitations/invite-coach'
import { inviteMember } from '#lib/invitations/invite-member'
import { resendInvitation } from '#lib/invitations/resend-invitation'
import { calendarDate } from '#lib/core/dates'
import { closeQueue } from '#lib/jobs/enqueue'
import { requestToJoin } from '#lib/join-requests/request-to-join'
import { issueJoinCode } from '#lib/organisations/issue-join-code'
import { connect, rowsOf } from '../support/connections'
import {
  aClub,
  aCoach,
  aGoverningBody,
  anOfficer,
  aPerson,
  at,
  newEmail,
  nextMoment,
  unique,
} from '../support/contexts'
import { aSession } from '../support/notices'
import { mailTo } from '../support/outbox'
import { minutesAfter } from '../support/sign-in'

let body: Context
let club: Context
const tooMany = { code: 'too_many_attempts' }

beforeAll(async () => {
  body = await aGoverningBody()
  club = await aClub(body)
})

afterAll(closeQueue)

const times = async (count: number, run: () => Promise<unknown>) => {
  for (let each = 0; each < count; each += 1) await run()
}
const invite = (ctx: Context, email = newEmail()) =>
  inviteMember(ctx, { email, role: 'administrator' })
/** The same asker when the window of a limit is over. */
const afterwards = (ctx: Context, { window_minutes }: { window_minutes: number }) =>
  at(ctx, minutesAfter(nextMoment(), window_minutes))

test('an organisation mails so many invitations in a day, and then the next day', async () => {
  const busy = await aClub(body)
  const limit = askingLimits.invitationsADay
  // As many of them would be mails: all but one are written as the trail would have them.
  await rowsOf(
    `insert into trail (organisation_id, id, at, actor_user_id, actor, command, subject_kind, detail)
     select $1, uuidv7(), $2, null, 'user', 'invitation.invite_coach', 'invitation', '{}'
     from generate_series(1, $3::integer)`,
    [busy.organisation.id, nextMoment(), limit.count - 1],
  )
  await invite(at(busy, nextMoment()))
  const email = newEmail()
  await expect(invite(at(busy, nextMoment()), email)).rejects.toMatchObject(tooMany)
  expect(mailTo(email)).toEqual([])
  // Nobody else is held up by it.
  await invite(at(club, nextMoment()), email)
  await invite(afterwards(busy, limit))
})

test('one coach is mailed so many invitations in a day, and others all the same', async () => {
  const add = () =>
    addCoach(at(club, nextMoment()), {
      ...{ name: 'Anne Coach', email: newEmail(), teams: '', coachesUnder18sOnline: true },
    })
  const [{ coachId }, other] = [await add(), await add()]
  const limit = askingLimits.invitationsToOneADay
  await times(limit.count, () => inviteCoach(at(club, nextMoment()), { coachId }))
  await expect(inviteCoach(at(club, nextMoment()), { coachId })).rejects.toMatchObject(tooMany)
  await inviteCoach(at(club, nextMoment()), { coachId: other.coachId })
  await inviteCoach(afterwards(club, limit), { coachId })
})

test('one invitation is sent again so often in a day', async () => {
  const { invitationId } = await invite(at(club, nextMoment()))
  const limit = askingLimits.invitationsToOneADay
  await times(limit.count, () => resendInvitation(at(club, nextMoment()), { invitationId }))
  const again = (ctx: Context) => resendInvitation(ctx, { invitationId })
  await expect(again(at(club, nextMoment()))).rejects.toMatchObject(tooMany)
  await again(afterwards(club, limit))
})

test('one person asks for so many clubs in a day', async () => {
  const me = await aPerson()
  const { code } = await issueJoinCode(at(body, nextMoment()), {})
  const ask = (ctx: Context) => requestToJoin(ctx, { code, clubName: unique('Asking') })
  const limit = askingLimits.joinRequestsADay
  await times(limit.count, () => ask(at(me, nextMoment())))
  await expect(ask(at(me, nextMoment()))).rejects.toMatchObject(tooMany)
  await ask(at(await aPerson(), nextMoment()))
  await ask(afterwards(me, limit))
})

test('of many who ask at once, no more than the limit get through', async () => {
  const me = at(await aPerson(), nextMoment())
  const { code } = await issueJoinCode(at(body, nextMoment()), {})
  const { count } = askingLimits.joinRequestsADay
  const asking = Array.from({ length: 2 * count }, () =>
    requestToJoin(me, { code, clubName: unique('At once') }),
  )
  const done = await Promise.allSettled(asking)
  expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(count)
})

test('one person asks for so many checks of an account in an hour', async () => {
  const me = await aPerson()
  const [connectionId, other] = [await connect(me), await connect(me)]
  const limit = askingLimits.checksAnHour
  const ask = (ctx: Context, id = connectionId) => startAudit(ctx, { connectionId: id })
  // Connecting it asked for the first one.
  await times(limit.count - 1, () => ask(at(me, nextMoment())))
  await expect(ask(at(me, nextMoment()))).rejects.toMatchObject(tooMany)
  await ask(at(me, nextMoment()), other)
  await ask(afterwards(me, limit))
})

test('to accept one risk is asked so often in a day', async () => {
  await anOfficer(club)
  const coach = await aCoach(club)
  const startsAt = minutesAfter(nextMoment(), 60 * 24 * 40)
  const facts = { startsAt, level: 'SHOULD', control: 'Z09' } as const
  const one = await aSession(club, coach, facts)
  const other = await aSession(club, coach, facts)
  const ask = async (ctx: Context, { finding: findingId } = one) => {
    const until = calendarDate(minutesAfter(ctx.now, 60 * 24 * 21))
    const reason = 'Parents send files by e-mail.'
    return requestAcceptance(ctx, { findingId, reason, until })
  }
  const limit = askingLimits.acceptancesOfOneADay
  await times(limit.count, async () => {
    const { acceptanceId } = await ask(at(club, nextMoment()))
    await withdrawAcceptance(at(club, nextMoment()), { acceptanceId })
  })
  await expect(ask(at(club, nextMoment()))).rejects.toMatchObject(tooMany)
  await ask(at(club, nextMoment()), other)
  await ask(afterwards(club, limit))
})
