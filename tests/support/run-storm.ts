import { setTimeout as wait } from 'node:timers/promises'
import { isAppError } from '#lib/core/errors'
import { makeMend } from '#lib/mends/make-mend'
import type { Storm, StormStep } from '#lib/zoom-sandbox/storm-step'
import { today } from './audits'
import { rowsOf } from './connections'
import type { Crew } from './crew'
import { markOf } from './mends'
import { sandbox } from './sandbox'
import type { StormAccount } from './storm-accounts'
import type { Trouble } from './storm-counts'

const { world } = sandbox

export type Struck = {
  /** How often each connection's moment of the day came. */
  readonly due: Map<string, number>
  readonly removed: Set<StormAccount>
  /** Mends that were confirmed. */
  readonly mends: string[]
}

type Scene = { accounts: readonly StormAccount[]; crew: Crew; trouble: Trouble; struck: Struck }

/** Lets everything happen at its time. Returns when the last has. */
export async function runStorm(storm: Storm, scene: Scene): Promise<void> {
  world.webhooks.treatBy(storm.treatment)
  world.setFaults(scene.trouble.choose)
  const begun = performance.now()
  const underWay: Promise<void>[] = []
  for (const step of storm.steps) {
    await wait(Math.max(0, step.at_ms - (performance.now() - begun)))
    underWay.push(take(step, scene))
  }
  await wait(Math.max(0, storm.seconds * 1000 - (performance.now() - begun)))
  await Promise.all(underWay)
}

/** Longer than any machine needs that gets anything done at all. */
const goesOn_max_ms = 240_000

/**
 * A slow machine asks Zoom for little in the time, and what was to go wrong has not: then the storm
 * goes on, with every account's moment coming again, until it was `enough`.
 */
export async function goOn(
  { accounts, struck }: Pick<Scene, 'accounts' | 'struck'>,
  enough: () => boolean,
): Promise<void> {
  const until = performance.now() + goesOn_max_ms
  while (!enough() && performance.now() < until) {
    await theirMomentComes(accounts, struck)
    await wait(1000)
  }
}

/** Everything that is as it should be again: no faults, nothing held back, nobody away. */
export function calm(): void {
  world.setFaults(null)
  world.setClockSkew(0)
  world.webhooks.release()
}

async function take(step: StormStep, { accounts, crew, trouble, struck }: Scene): Promise<void> {
  if (step.kind === 'kill') return crew.kill(step.who, step.down_ms)
  if (step.kind === 'skew') return world.setClockSkew(step.ms)
  const account = accounts[step.account]
  if (!account) throw new RangeError('The storm has more accounts than there are.')
  const { user, asker, meetingId } = account
  switch (step.kind) {
    case 'fault':
      return trouble.add(asker, step)
    case 'setting':
      return world.setUserSetting(user.id, step.path, step.value)
    case 'meeting':
      return world.setMeeting(user.id, meetingId, { [step.path]: step.value })
    case 'event':
      return world.sendEvent(user.id, { event: step.event, meetingId })
    case 'expire_access':
      return world.expireAccess(asker)
    case 'remove_app':
      if (step.told) world.sendEvent(user.id, { event: 'app_deauthorized' })
      world.removeApp(user.id)
      struck.removed.add(account)
      return undefined
    case 'due':
      return theirMomentComes([account], struck)
    case 'mend':
      return mend(account, struck)
  }
}

/**
 * These connections' moment of the day comes now, as far as the database knows. Where the last one
 * is still waited for it does not come twice.
 */
export async function theirMomentComes(
  accounts: readonly StormAccount[],
  { due }: Pick<Struck, 'due'>,
): Promise<void> {
  const came = await rowsOf<{ id: string }>(
    `update system.due set at = clock_timestamp()
     where kind = 'audit-schedule' and subject_id = any($1) and lease_token is null
       and at > clock_timestamp() + interval '20 minutes' returning subject_id as id`,
    [accounts.map(({ connectionId }) => connectionId)],
  )
  for (const { id } of came) due.set(id, (due.get(id) ?? 0) + 1)
}

/** The person looks and says yes. What is met already, or under way, is nothing to mend. */
async function mend({ me, connectionId }: StormAccount, { mends }: Struck): Promise<void> {
  const subject = { subjectKind: 'user', subjectId: connectionId } as const
  try {
    const seen = await markOf(me, subject, 'Z03')
    if (seen === '') return
    const { mendId } = await makeMend(today(me), { ...subject, controls: ['Z03'], seen })
    mends.push(mendId)
  } catch (error) {
    if (!isAppError(error)) throw error
  }
}
