import type { Context } from '#lib/context'
import { giveConsent } from '#lib/mends/give-consent'
import { adminMendingScopes, adminScopes } from '#lib/zoom-connections/needed-scopes'
import { confirmHost } from '#lib/zoom-hosts/confirm-host'
import type { SandboxUser } from '#lib/zoom-sandbox/state'
import { day_ms, doDue, today, zoomUser } from './audits'
import { anAdministrator, connectClubAccount } from './club-accounts'
import { rowsOf } from './connections'
import { aClub, aCoach } from './contexts'
import { sandbox } from './sandbox'
import { isQuiet, type StormAccount } from './storm-accounts'

/**
 * A club whose own Zoom account its administrator connected, once for all: the account itself, and
 * then so many of its users who are coaches of the club, with a meeting each. Its officers may mend.
 */
export async function stormClub(
  body: Context,
  hosts: number,
): Promise<{ club: Context; accounts: StormAccount[] }> {
  const club = await aClub(body)
  const admin = aQuietAdministrator()
  const users = Array.from({ length: hosts }, (_, index) =>
    zoomUser({
      sameAccountAs: admin.id,
      plan: 'business',
      settings: { 'in_meeting.who_can_share_screen': index === 0 ? 'all' : 'host' },
    }),
  )
  const meetings = users.map((user) => aMeeting(user))
  const scopes = [...adminScopes, ...adminMendingScopes]
  const connectionId = await connectClubAccount(club, admin.id, scopes)
  await giveConsent(today(club), { connectionId })
  await doDue()
  const of = { me: club, asker: admin.id }
  const accounts: StormAccount[] = [
    { ...of, user: admin, meetingId: 0, connectionId, way: 'account' },
  ]
  for (const [index, user] of users.entries()) {
    const meetingId = meetings[index] ?? 0
    const host = await confirmed(club, user)
    accounts.push({ ...of, user, meetingId, connectionId: host, way: 'host' })
  }
  await doDue()
  return { club, accounts }
}

/** Somebody says which coach of the club this user of its account is. */
async function confirmed(club: Context, user: SandboxUser): Promise<string> {
  const { coachId } = await aCoach(club)
  const [found] = await rowsOf<{ id: string }>(
    'select id from zoom_hosts where zoom_user_id = $1',
    [user.id],
  )
  const { connectionId } = await confirmHost(today(club), { hostId: found?.id ?? '', coachId })
  return connectionId ?? ''
}

const aMeeting = (user: SandboxUser) =>
  sandbox.world.addMeeting(user.id, {
    topic: 'Under 9s',
    startsAt: new Date(Date.now() + 3 * day_ms).toISOString(),
    duration_minutes: 45,
  }).id

function aQuietAdministrator(): SandboxUser {
  for (;;) {
    const admin = anAdministrator()
    if (isQuiet(admin.accountId)) return admin
  }
}
