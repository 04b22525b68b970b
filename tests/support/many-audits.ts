import type { Context } from '#lib/context'
import { startAudit } from '#lib/audits/start-audit'
import { connectAccount, doDue, sortByTopic, today, weekly, zoomUser } from './audits'
import { rowsOf } from './connections'
import { aClub, aCoach, aGoverningBody } from './contexts'
import { sandbox } from './sandbox'

export type Account = { me: Context; userId: string; connectionId: string; sessionId: string }

/** Everybody at a club with an account each: a weekly class, and a screen that everyone may share. */
export async function manyAccounts(
  number: number,
): Promise<{ club: Context; accounts: Account[] }> {
  const club = await aClub(await aGoverningBody())
  const accounts: Account[] = []
  for (let made = 0; made < number; made += 1) {
    const { me } = await aCoach(club)
    const user = zoomUser({ settings: { 'in_meeting.who_can_share_screen': 'all' } })
    sandbox.world.addMeeting(user.id, weekly('Under 12s'))
    const connectionId = await connectAccount(me, user.id)
    accounts.push({ me, userId: user.id, connectionId, sessionId: '' })
  }
  await doDue()
  for (const account of accounts) {
    const sorted = await sortByTopic(account.me, account.connectionId, {
      'Under 12s': [club.organisation.id],
    })
    account.sessionId = sorted['Under 12s'] ?? ''
  }
  return { club, accounts }
}

/** Asks for an audit of each account. Returns their ids. */
export const auditAll = (accounts: readonly Account[]): Promise<string[]> =>
  Promise.all(
    accounts.map(async ({ me, connectionId }) => {
      const { auditId } = await startAudit(today(me), { connectionId })
      return auditId
    }),
  )

/** How many of these audits have been read, and how many judged by the club. */
export async function progressOf(
  ids: readonly string[],
): Promise<{ read: number; judged: number }> {
  const [row] = await rowsOf<{ read: number; judged: number }>(
    `select (select count(*)::integer from audits where id = any($1) and state = 'finished') as read,
       (select count(*)::integer from club_audits where id = any($1) and state = 'judged') as judged`,
    [ids],
  )
  return row ?? { read: 0, judged: 0 }
}

/** Once each, in words, so that a difference can be read. */
export async function whatBecameOf(ids: readonly string[]): Promise<Record<string, number>> {
  const [row] = await rowsOf<Record<string, number>>(
    `select
       (select count(*)::integer from trail where command = 'audit.finish'
         and subject_id = any($1::text[]::uuid[])) as finished,
       (select count(*)::integer from trail where command = 'audit.judge'
         and subject_id = any($1::text[]::uuid[]) and not detail ? 'judged_already') as judged,
       (select count(*)::integer from reading_confirmations where audit_id = any($1::uuid[])) as asked,
       (select count(*)::integer from (select distinct audit_id, organisation_id, body_kind, subject_id
         from reading_confirmations where audit_id = any($1::uuid[])) once) as asked_once_each,
       (select count(*)::integer from system.due
         where kind in ('read-account', 'judge-club')) as still_due,
       (select count(*)::integer from finding_events e join audits a on a.id = e.audit_id
         where e.close_reason = 'mended' and a.complete is not true) as closed_by_a_gap`,
    [ids],
  )
  return row ?? {}
}
