import { sandbox } from './sandbox'
import { startAudit } from '#lib/audits/start-audit'
import type { Context } from '#lib/context'
import { allow } from '#lib/demo/zoom-control'
import { giveConsent } from '#lib/mends/give-consent'
import { completeAccountConnection } from '#lib/zoom-accounts/complete-account-connection'
import { startAccountConnection } from '#lib/zoom-accounts/start-account-connection'
import { adminMendingScopes, adminScopes } from '#lib/zoom-connections/needed-scopes'
import { confirmHost } from '#lib/zoom-hosts/confirm-host'
import { doDue, today } from './audits'
import { aCoach } from './contexts'
import { rowsOf } from './connections'
import { aClubAccount, aHost, hostMeeting, type ClubAccount } from './hosts'

const work = ['read-account', 'judge-club', 'end-share'] as const

/** Does what is due of checks in a club's own account. */
export const doChecks = () => doDue(work)

/** The account's administrator goes to Zoom once more, and ticks what lets it change settings. */
export async function allowClubMending(club: Context, { adminId }: ClubAccount): Promise<void> {
  const { address } = await startAccountConnection(today(club), {})
  const answer = await allow(address, adminId, [...adminScopes, ...adminMendingScopes])
  await completeAccountConnection(today(club), answer)
  await doChecks()
}

/** A club's own account in which its officers may mend. */
export async function aMendingAccount(club: Context): Promise<ClubAccount> {
  const account = await aClubAccount(club)
  await giveConsent(today(club), { connectionId: account.connectionId })
  await allowClubMending(club, account)
  return account
}

export type OpenHost = Awaited<ReturnType<typeof anOpenHost>>

/** A coach in the club's account, with one session into which anybody walks, and it is found. */
export async function anOpenHost(club: Context, account: ClubAccount) {
  const { coachId, inClub } = await aCoach(club)
  const { hostId, zoomUserId } = await aHost(club, account)
  const meetingId = hostMeeting(zoomUserId)
  sandbox.world.setMeeting(zoomUserId, meetingId, { 'settings.waiting_room': false })
  const { connectionId } = await confirmHost(today(club), { hostId, coachId })
  await doChecks()
  const [session] = await rowsOf<{ id: string }>(
    'select id from sessions where connection_id = $1',
    [connectionId],
  )
  return {
    ...{ coachId, inClub: today(inClub), zoomUserId, meetingId },
    connectionId: connectionId ?? '',
    session: { subjectKind: 'meeting', subjectId: session?.id ?? '' } as const,
    settings: { subjectKind: 'user', subjectId: connectionId ?? '' } as const,
    async check() {
      await startAudit(today(club), { connectionId: connectionId ?? '' })
      await doChecks()
    },
  }
}
