import { anEvent, deliver } from '../support/webhooks'
import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import type { SandboxUser } from '#lib/zoom-sandbox/state'
import { connectAccount, doDue, zoomUser } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aPerson } from '../support/contexts'

const { world } = sandbox
const isFull = process.env.FAULTS_FULL === '1'
const size = isFull ? { accounts: 200, events: 1000 } : { accounts: 16, events: 80 }
const kinds = ['work-events', 'read-account', 'judge-club'] as const
const setting = 'in_meeting.who_can_share_screen'

/** Numbers that look random and are the same in every run. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A number as a word of letters, which a reading keeps as it is. */
const wordOf = (n: number) =>
  `all_${String(n).replaceAll(/\d/g, (figure) => 'abcdefghij'.charAt(Number(figure)))}`

beforeAll(prepareQueue)
afterAll(closeQueue)

async function accounts() {
  const made: { user: SandboxUser; connectionId: string }[] = []
  for (let n = 0; n < size.accounts; n += 1) {
    const user = zoomUser()
    made.push({ user, connectionId: await connectAccount(await aPerson(), user.id) })
  }
  await doDue()
  return made
}

/** What the newest reading of each account says. */
const readings = () =>
  rowsOf<{ connection: string; value: string }>(
    `select distinct on (c.subject_id) c.subject_id as connection,
       r.body::jsonb #>> '{in_meeting,who_can_share_screen}' as value
     from reading_confirmations c
     join readings r on r.organisation_id = c.organisation_id and r.hash = c.reading_hash
     where c.body_kind = 'user_settings'
     order by c.subject_id, c.read_at desc`,
    [],
  )

test(
  `${size.events} events over ${size.accounts} accounts: each is read after its last, and none is lost`,
  async () => {
    const seed = 20_261_125
    const random = numbersFrom(seed)
    const all = await accounts()
    const last = new Map<string, string>()
    // Slow enough for events to come while an account is being read.
    world.setLatency(25)
    const sent = new AbortController()
    const working = Array.from({ length: 4 }, async () => {
      while (!sent.signal.aborted) {
        await doDue(kinds)
        await new Promise((resolve) => setImmediate(resolve))
      }
    })
    for (let n = 0; n < size.events; n += 1) {
      const one = all[Math.floor(random() * all.length)]
      if (!one) continue
      const { user, connectionId } = one
      // Never the same twice: what was read says after which event it was.
      const value = wordOf(n)
      world.setUserSetting(user.id, setting, value)
      last.set(connectionId, value)
      const body = anEvent('user.settings_updated', {
        accountId: user.accountId,
        object: { id: user.id, n },
      })
      const again = random() < 0.2
      const answers = await Promise.all([deliver(body), ...(again ? [deliver(body)] : [])])
      // None where another event of the account waits: it was hinted at for that.
      const hinted = answers.filter(({ hints }) => hints.length > 0)
      expect(hinted.length).toBeLessThanOrEqual(1)
    }
    sent.abort()
    await Promise.all(working)
    await doDue(kinds)
    const read = new Map((await readings()).map((row) => [row.connection, row]))
    for (const [connection, value] of last) {
      expect(read.get(connection), `seed ${seed}`).toEqual({ connection, value })
    }
    const stored = await rowsOf<{ events: number; waiting: number }>(
      `select count(*)::int as events, (count(*) filter (where worked_at is null))::int as waiting
       from zoom_events`,
      [],
    )
    expect(stored).toEqual([{ events: size.events, waiting: 0 }])
    const audits = await rowsOf<{ number: number }>(
      `select count(*)::int as number from audits where trigger = 'event'`,
      [],
    )
    expect(audits[0]?.number).toBeLessThanOrEqual(size.events)
    expect(audits[0]?.number).toBeGreaterThanOrEqual(last.size)
  },
  isFull ? 600_000 : 120_000,
)
