import type { Context } from '#lib/context'
import { nextDailyAt } from '#lib/core/daily'
import { allow } from '#lib/demo/zoom-control'
import { giveConsent } from '#lib/mends/give-consent'
import { listMeetings } from '#lib/meetings/list-meetings'
import { sortMeetings } from '#lib/meetings/sort-meetings'
import { completeConnection } from '#lib/zoom-connections/complete-connection'
import { mendingScopes, neededScopes } from '#lib/zoom-connections/needed-scopes'
import { startConnection } from '#lib/zoom-connections/start-connection'
import type { SandboxUser } from '#lib/zoom-sandbox/state'
import { mendsEvery } from '#lib/zoom-sandbox/storm'
import { connectAccount, day_ms, doDue, today, zoomUser } from './audits'
import { aClub, aCoach } from './contexts'
import { sandbox } from './sandbox'

export type StormAccount = {
  /** Who mends here. */
  readonly me: Context
  readonly user: SandboxUser
  /** With whose consent it is read: the administrator's, for a club's own account and its hosts. */
  readonly asker: string
  readonly meetingId: number
  readonly connectionId: string
  readonly way: 'own' | 'account' | 'host'
}

/** So many are connected at once: each waits for the database most of the time. */
const atOnce = 4

/** Long past the end of any storm that is run in a test. */
const quiet_ms = 6 * 60 * 60 * 1000

/** True where none of this Zoom account is audited by itself before the storm is over. */
export const isQuiet = (zoomAccountId: string): boolean =>
  nextDailyAt(zoomAccountId, new Date()).getTime() - Date.now() > quiet_ms

/**
 * Coaches of one club, with an account each: a quarter of them free ones, every fifth with the
 * consent to mend, every tenth with a series. None is audited by itself for some hours: when an
 * account's moment of the day comes, the storm says.
 */
export async function stormAccounts(
  body: Context,
  number: number,
): Promise<{ club: Context; accounts: StormAccount[] }> {
  const club = await aClub(body)
  const accounts: StormAccount[] = []
  for (let made = 0; made < number; made += atOnce) {
    const few = Array.from({ length: Math.min(atOnce, number - made) }, (_, index) =>
      anAccount(club, made + index),
    )
    accounts.push(...(await Promise.all(few)))
  }
  await doDue()
  for (const account of accounts) await sort(account, club)
  await doDue()
  return { club, accounts }
}

/** The person says that their meeting is a session of the club. */
async function sort({ me, connectionId }: StormAccount, club: Context): Promise<void> {
  const { unsorted } = await listMeetings(today(me), { connectionId })
  const as = { sorted: 'session' as const, clubIds: [club.organisation.id] }
  await sortMeetings(today(me), {
    choices: unsorted.map(({ meetingId }) => ({ meetingId, ...as })),
  })
}

async function anAccount(club: Context, index: number): Promise<StormAccount> {
  const { me } = await aCoach(club)
  const user = aUser(index)
  const meeting = sandbox.world.addMeeting(user.id, {
    topic: 'Under 12s',
    startsAt: new Date(Date.now() + 3 * day_ms).toISOString(),
    duration_minutes: 45,
    ...(index % 10 === 9 ? { weeks: 2 } : {}),
  })
  const connectionId = await connectAccount(me, user.id)
  if (index % mendsEvery === 0) {
    await giveConsent(today(me), { connectionId })
    const { address } = await startConnection(today(me), {})
    const scopes = [...neededScopes, ...mendingScopes]
    await completeConnection(today(me), await allow(address, user.id, scopes))
  }
  const made = { me, user, asker: user.id, meetingId: meeting.id, connectionId }
  return { ...made, way: 'own' }
}

function aUser(index: number): SandboxUser {
  for (;;) {
    const user = zoomUser({
      plan: index % 4 === 3 ? 'basic' : 'pro',
      // Something to mend.
      settings: { 'in_meeting.who_can_share_screen': index % mendsEvery === 0 ? 'all' : 'host' },
    })
    if (isQuiet(user.accountId)) return user
  }
}
