import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { roleUrl } from '../database/role-url'

const look_ms = 100
const quiet_timeout_ms = 300_000

/** When something was first seen in the database, and its id, by what it is. */
export type FirstSeen = ReadonlyMap<string, { readonly at: number; readonly id: string }>

/** Looks at what all processes have committed, as nobody but a measurement may. */
export type Eye = {
  /** Waits until no audit is under way and nothing is to be judged. */
  untilQuiet(): Promise<void>
  /** Notes when each open finding and each notice is first there, until it is told to stop. */
  watch(): { findings: FirstSeen; notices: FirstSeen; stop(): Promise<void> }
  close(): Promise<void>
}

/** `control subject` of each open finding, with the moment in milliseconds. */
export const findingKey = (control: string, subjectId: string) => `${control} ${subjectId}`
/** `kind person subject` of each notice. */
export const noticeKey = (kind: string, person: string, subject: string) =>
  `${kind} ${person} ${subject}`

export async function openEye(): Promise<Eye> {
  const client = new pg.Client({ connectionString: roleUrl('migrator') })
  await client.connect()
  await client.query('set role delivery')
  const underWay = async () => {
    const found = await client.query<{ count: number }>(
      `select count(*)::int from system.due where kind in ('read-account', 'judge-club',
         'work-events', 'open-alert', 'deliver-status') and at <= now() + interval '1 minute'`,
    )
    return found.rows[0]?.count ?? 0
  }
  return {
    untilQuiet: async () => {
      const until = performance.now() + quiet_timeout_ms
      while ((await underWay()) > 0) {
        if (performance.now() > until)
          throw new Error('what was to be measured does not come to rest')
        await wait(look_ms)
      }
    },
    watch: () => watch(client),
    close: () => client.end(),
  }
}

function watch(client: pg.Client) {
  const findings = new Map<string, { at: number; id: string }>()
  const notices = new Map<string, { at: number; id: string }>()
  const note = (seen: typeof findings, key: string, id: string) => {
    if (!seen.has(key)) seen.set(key, { at: Date.now(), id })
  }
  const look = async () => {
    const open = await client.query<{ id: string; control: string; subject_id: string }>(
      `select id, control, subject_id from findings where state = 'open'`,
    )
    for (const row of open.rows) note(findings, findingKey(row.control, row.subject_id), row.id)
    const told = await client.query<{
      id: string
      kind: string
      person: string
      subject_id: string
    }>('select id, kind, organisation_id as person, subject_id from notices')
    for (const row of told.rows)
      note(notices, noticeKey(row.kind, row.person, row.subject_id), row.id)
  }
  const over = new AbortController()
  const looking = (async () => {
    while (!over.signal.aborted) {
      await look()
      await wait(look_ms)
    }
  })()
  const stop = async () => {
    over.abort()
    await looking
  }
  return { findings, notices, stop }
}
