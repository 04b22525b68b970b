import { expect, vi } from 'vitest'
import { rowsOf } from './connections'
import { theirMomentComes, type Struck } from './run-storm'
import { sandbox, zoomClock } from './sandbox'
import type { StormAccount } from './storm-accounts'

const { world } = sandbox

/** Longer than Zoom takes a refresh token after its use, in the storm; shorter than an access token. */
export const grace_ms = 10 * 60_000
const afterGrace_ms = 20 * 60_000

/** A ceiling, and no expectation: it takes half a minute where the machine has nothing else to do. */
const settle_timeout_ms = 300_000

/**
 * Whatever was put off to a later time, because Zoom or a failure asked for it, has its time come:
 * nobody waits for midnight in a test. What is in hand is left alone; and while a refresh that was
 * broken off has its lease, no audit uses its attempts up on waiting for that.
 */
async function timePasses(): Promise<void> {
  await rowsOf('delete from system.zoom_quiet', [])
  await rowsOf(
    `update system.due set at = clock_timestamp() where lease_token is null
       and at > clock_timestamp() and kind in ('read-account', 'judge-club', 'work-events',
         'make-mend', 'open-alert', 'deliver-status', 'renew-tokens')
       and not exists (select from zoom_tokens where refreshing_until > clock_timestamp())`,
    [],
  )
}

/** What is still to be done by itself, by kind; and a refresh that was broken off. */
const leftToDo = () =>
  rowsOf<{ kind: string; number: number }>(
    `select kind, count(*)::integer as number from system.due where at <= clock_timestamp()
       or kind in ('read-account', 'judge-club', 'work-events', 'make-mend', 'open-alert',
         'deliver-status', 'renew-tokens')
     group by kind
     union all select 'audit', count(*)::integer from audits where state <> 'finished' having count(*) > 0
     union all select 'refresh', count(*)::integer from zoom_tokens
       where refreshing_until > clock_timestamp() having count(*) > 0`,
    [],
  )

/** Waits until there is nothing left to be done, now that Zoom answers again. */
export async function settled(): Promise<void> {
  await world.webhooks.settled()
  await vi.waitFor(
    async () => {
      await timePasses()
      expect(await leftToDo()).toEqual([])
    },
    { timeout: settle_timeout_ms, interval: 500 },
  )
}

/**
 * One more day, on which every account is read: Zoom's grace for used refresh tokens is long over
 * and every access token too old, so that whoever holds any but the newest refresh token fails.
 */
export async function lastDay(accounts: readonly StormAccount[], struck: Struck): Promise<void> {
  zoomClock.ahead_ms = afterGrace_ms
  for (const { asker } of accounts) world.expireAccess(asker)
  await theirMomentComes(accounts, struck)
  await settled()
}
