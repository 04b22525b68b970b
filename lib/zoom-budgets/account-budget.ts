import { setTimeout as wait } from 'node:timers/promises'
import { systemPool } from '../database/pools'
import { env } from '../env'
import type { Budget, Place } from '../zoom/budget'
import { paceOf, type RateLabel, type RatePlan } from '../zoom/rate-limits'

type Account = { readonly account: string; readonly plan: RatePlan }

/**
 * The budget of the Zoom account that a connection is in: a share (ZOOM_BUDGET_SHARE) of what Zoom
 * allows on its plan, kept in the database for all processes and all connections of that account.
 * One round trip a place, and one more where it had to be waited for.
 */
export function accountBudget(connectionId: string): Budget {
  let known: Promise<Account> | undefined
  const account = () => (known ??= accountOf(connectionId))
  return {
    place: async (label, wait_max_ms) => takePlace(await account(), label, wait_max_ms),
    quiet: async (until) => quietAccount(await account(), until),
  }
}

async function takePlace(of: Account, label: RateLabel, wait_max_ms: number): Promise<Place> {
  const { gap_ms, burst, a_day } = paceOf(of.plan, label, env().ZOOM_BUDGET_SHARE)
  for (;;) {
    const found = await systemPool().query<{ taken: boolean; wait_ms: number }>(
      'select taken, wait_ms from take_zoom_place($1, $2, $3, $4, $5, $6)',
      [of.account, label, gap_ms, burst, a_day, wait_max_ms],
    )
    const { taken, wait_ms } = found.rows[0] ?? { taken: false, wait_ms: 0 }
    if (!taken) return { ok: false, at: new Date(Date.now() + wait_ms) }
    if (wait_ms <= 0) return { ok: true }
    await wait(wait_ms)
    // Somebody may have been told to be quiet while this place was waited for: then it is not used.
    if ((await quietFor_ms(of)) <= 0) return { ok: true }
  }
}

async function quietFor_ms({ account }: Account): Promise<number> {
  const found = await systemPool().query<{ wait_ms: number }>(
    'select zoom_quiet_ms($1) as wait_ms',
    [account],
  )
  return found.rows[0]?.wait_ms ?? 0
}

/** Told as a length of time: the database's clock and this machine's may differ. */
async function quietAccount({ account }: Account, until: Date): Promise<void> {
  await systemPool().query('select quiet_zoom_account($1, $2)', [
    account,
    until.getTime() - Date.now(),
  ])
}

/**
 * Zoom tells of a user whether they have a licence (type 2) or none (type 1). An account in which
 * nobody is known to have one is held to be free, any other to be Pro: the least that it can be. That
 * one is on Business or above Zoom does not tell by the scopes that we ask for; the settings do.
 */
async function accountOf(connectionId: string): Promise<Account> {
  const found = await systemPool().query<{ account: string; licensed: boolean }>(
    'select account, licensed from zoom_account_of($1)',
    [connectionId],
  )
  const [row] = found.rows
  // A connection that is gone has nothing to ask with either.
  if (!row) return { account: connectionId, plan: 'free' }
  return { account: row.account, plan: planOf(row) }
}

function planOf({ account, licensed }: { account: string; licensed: boolean }): RatePlan {
  if (env().ZOOM_BUSINESS_ACCOUNTS.includes(account)) return 'business'
  return licensed ? 'pro' : 'free'
}
