import type { Context } from '#lib/context'
import type { SandboxUser } from '#lib/zoom-sandbox/state'
import { connectAccount, doDue, findingsOf, sortByTopic, weekly, zoomUser } from './audits'
import { rowsOf } from './connections'
import { aClub, aCoach, aGoverningBody, userIdOf } from './contexts'
import { sandbox } from './sandbox'
import { anEvent, deliver, eventKinds } from './webhooks'

const { world } = sandbox

/** A coach of two clubs with one class in each, and one meeting that is nobody's business. */
export async function aCoachOfTwo() {
  const body = await aGoverningBody()
  const club = await aClub(body)
  const { me, inClub } = await aCoach(club)
  const other = await aClub(body)
  await aCoach(other, me)
  const user = zoomUser()
  const number = world.addMeeting(user.id, weekly('Under 12s')).id
  const doctor = world.addMeeting(user.id, weekly('Doctor')).id
  const connectionId = await connectAccount(me, user.id)
  await doDue()
  const ids = await sortByTopic(me, connectionId, {
    'Under 12s': [club.organisation.id],
    Doctor: 'private',
  })
  const sessionId = ids['Under 12s'] ?? ''
  return { club, other, me, inClub, user, number, doctor, connectionId, sessionId }
}

export const alert = (user: SandboxUser, meeting: number, when = new Date()) =>
  anEvent('meeting.risk_alert', {
    accountId: user.accountId,
    at: when,
    object: {
      id: meeting,
      host_id: user.id,
      host_email: user.email,
      topic: 'Under 12s',
      type: 8,
      armn_details: {
        post_platform: 'twitter',
        social_link: 'https://example.com/user/status/1372556404872069120',
        post_time: '2026-11-24T02:28:00Z',
        post_user: 'user-who-posted',
        meeting_url: 'https://example.com/j/82390661051',
        recommended_enable_settings: ['enablePassword'],
      },
    },
  })

/** Zoom says so, and it is worked. */
export const tell = async (...told: Parameters<typeof alert>) => {
  await deliver(alert(...told))
  await doDue(eventKinds)
}

/** The finding on a session’s link, in a club. */
export const m02 = async (club: Context, sessionId: string) =>
  (await findingsOf(club, sessionId)).filter(({ control }) => control === 'M02')

/** What somebody was told of posted links, in any post. */
export const noticesTo = (ctx: Context) =>
  rowsOf<{ role: string; of_name: string | null; state: string; text: string }>(
    `select n.role, n.of_name, n.state, n::text as text from notices n join organisations o on o.organisation_id = n.organisation_id
     where o.user_id = $1 and n.kind = 'link_posted'`,
    [userIdOf(ctx)],
  )
