import pg from 'pg'
import { roleUrl } from '../database/role-url'
import { errorForLog } from '../error-for-log'
import { log } from '../log'

/** Whose changes: everything of an organisation, or only what is about one of its coaches. */
export type Whose = { readonly organisationId: string; readonly coachId: string | null }

/** As `db/migrations/0022_said_changes.sql` says them: `organisation/coach`. */
const channel = 'touchline_changed'

/** How often the connection is asked whether it is still there, and how long it may take to say so. */
const ask_ms = 20_000
const answer_timeout_ms = 5_000

const again_first_ms = 500
const again_max_ms = 30_000

/** What was said longer ago than this is not remembered: whoever asks from before is told to look. */
const remembered_ms = 10 * 60_000
const remembered_max = 20_000

type Listener = { readonly whose: readonly Whose[]; readonly heard: () => void }

type Ear = {
  readonly listeners: Set<Listener>
  /** When what was last said, by whom it is about; the oldest first. */
  readonly said: Map<string, number>
  /** Since when nothing can have been missed; null while it hears nothing. */
  hearsSince_ms: number | null
  /** Settled once it was first tried to listen. */
  opened: Promise<void> | undefined
}

declare global {
  var changesEar: Ear | undefined
}

/** One a process: kept on the global object, since a development server loads modules again. */
const ear: Ear = (globalThis.changesEar ??= {
  listeners: new Set(),
  said: new Map(),
  hearsSince_ms: null,
  opened: undefined,
})

/**
 * Tells whenever something of `whose` has changed, until it is ended; and whether something may have
 * since a moment, in which it is rather wrong than late. One connection of this process to the
 * database serves all. While that is away nothing is heard; once it is back, all are told to look.
 */
export async function listenFor(
  whose: readonly Whose[],
  heard: () => void,
): Promise<{ mayHaveChangedSince(since_ms: number): boolean; end(): void }> {
  const listener = { whose, heard }
  ear.listeners.add(listener)
  await (ear.opened ??= open(again_first_ms))
  return {
    mayHaveChangedSince: (since_ms) => mayHaveChanged(whose, since_ms),
    end: () => void ear.listeners.delete(listener),
  }
}

const isAbout = ({ organisationId, coachId }: Whose, said: string) =>
  coachId === null ? said.startsWith(`${organisationId}/`) : said === `${organisationId}/${coachId}`

function mayHaveChanged(whose: readonly Whose[], since_ms: number): boolean {
  const from_ms = Math.max(ear.hearsSince_ms ?? Infinity, Date.now() - remembered_ms)
  if (since_ms < from_ms) return true
  for (const [said, at_ms] of ear.said) {
    if (at_ms >= since_ms && whose.some((each) => isAbout(each, said))) return true
  }
  return false
}

function hear(said: string): void {
  // Put at the end again, so that those at the beginning are the oldest.
  ear.said.delete(said)
  ear.said.set(said, Date.now())
  for (const [oldest, at_ms] of ear.said) {
    if (ear.said.size <= remembered_max && at_ms > Date.now() - remembered_ms) break
    ear.said.delete(oldest)
  }
  for (const { whose, heard } of ear.listeners) {
    if (whose.some((each) => isAbout(each, said))) heard()
  }
}

/** The role is the one that may read no table: what it hears is ids. */
async function open(again_ms: number): Promise<void> {
  const client = new pg.Client({
    connectionString: roleUrl('edge'),
    keepAlive: true,
    connectionTimeoutMillis: answer_timeout_ms,
    query_timeout: answer_timeout_ms,
  })
  let asking: NodeJS.Timeout | undefined
  let isOver = false
  const over = (why: unknown, wait_ms: number) => {
    if (isOver) return
    isOver = true
    clearInterval(asking)
    ear.hearsSince_ms = null
    void client.end().catch(() => {})
    log.warn({ ...errorForLog(why), wait_ms }, 'changes are not heard; to be tried again')
    setTimeout(() => void open(Math.min(2 * wait_ms, again_max_ms)), wait_ms).unref()
  }
  client.on('error', (error) => over(error, again_first_ms))
  client.on('end', () => over(new Error('The connection has ended.'), again_first_ms))
  client.on('notification', ({ payload }) => hear(payload ?? ''))
  try {
    await client.connect()
    await client.query(`listen ${channel}`)
  } catch (error) {
    return over(error, again_ms)
  }
  ear.hearsSince_ms = Date.now()
  asking = setInterval(() => {
    client.query('select 1').catch((error: unknown) => over(error, again_first_ms))
  }, ask_ms)
  asking.unref()
  // What was said in between nobody has heard.
  for (const { heard } of ear.listeners) heard()
}
