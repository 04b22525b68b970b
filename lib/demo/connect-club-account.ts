import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '../context'
import { AppError } from '../core/errors'
import { slugFrom } from '../core/slug'
import { completeAccountConnection } from '../zoom-accounts/complete-account-connection'
import { startAccountConnection } from '../zoom-accounts/start-account-connection'
import { adminScopes } from '../zoom-connections/needed-scopes'
import { confirmHost } from '../zoom-hosts/confirm-host'
import { dismissHost } from '../zoom-hosts/dismiss-host'
import { listHosts, type Hosts } from '../zoom-hosts/list-hosts'
import { personOf, type Person } from './cast'
import type { DemoClubAccount, DemoHost } from './club-accounts'
import { countHolder } from './count-demo'
import { scheduleNow } from './schedule-now'
import type { AsMember } from './seed-demo'
import { addClubZoomAccount, allow } from './zoom-control'

/** How long a check may take, with the others' at once. */
const check_timeout_ms = 90_000
const look_ms = 200

/**
 * A club's administrator connects its own Zoom account and, once its first check has listed who is in
 * it, says who is which coach; which checks these. Then the daily checks.
 */
export async function connectClubAccount(
  as: AsMember,
  cast: readonly Person[],
  { club, by, hosts }: DemoClubAccount,
): Promise<void> {
  const officer = () => as(by, slugFrom(club))
  const ownerId = await addClubZoomAccount()
  const { address } = await startAccountConnection(await officer(), {})
  const answer = await allow(address, ownerId, adminScopes)
  const { connectionId } = await completeAccountConnection(await officer(), answer)
  await untilChecked(officer)
  const found = await listHosts(await officer())
  const read = [connectionId]
  for (const host of hosts) read.push(...(await decide(await officer(), cast, found, host)))
  await untilChecked(officer)
  for (const each of read) await scheduleNow(await officer(), each)
}

/** Returns the connection by which a coach is read from now on. */
async function decide(
  ctx: Context,
  cast: readonly Person[],
  { open, register }: Hosts,
  host: DemoHost,
): Promise<readonly string[]> {
  const hostId = open.find(({ name }) => name === host.zoomName)?.hostId
  if (!hostId) throw new AppError('unavailable', `${host.zoomName} is not in the club’s Zoom.`)
  if ('noCoach' in host) {
    await dismissHost(ctx, { hostId, reason: host.noCoach })
    return []
  }
  const { email } = personOf(host.is, cast)
  const coachId = register.find((coach) => coach.email === email)?.coachId ?? ''
  const { connectionId } = await confirmHost(ctx, { hostId, coachId })
  return connectionId ? [connectionId] : []
}

/** Waits until no check of the club's own is under way. */
async function untilChecked(officer: () => Promise<Context>): Promise<void> {
  const until = Date.now() + check_timeout_ms
  for (;;) {
    const ctx = await officer()
    const { finished, underWay, connections } = await countHolder(ctx)
    if (finished >= connections && underWay === 0) return
    if (Date.now() > until) {
      const { name } = ctx.organisation
      throw new AppError('unavailable', `The checks of ${name}’s own account did not end in time.`)
    }
    await wait(look_ms)
  }
}
