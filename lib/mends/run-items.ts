import { and, eq, inArray, lt } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { meetings } from '#db/schema/meetings'
import { mends } from '#db/schema/mends'
import { coachConnections, zoomConnections } from '#db/schema/zoom-connections'
import { lastRead } from '../audits/delivered-readings'
import { absences } from '../core/absences'
import type { OpenedTime } from '../core/each-time'
import { planMend, type MendChange } from '../core/mends/plan-mend'
import { runSessions_max } from '../core/mends/run'
import { statesUnderWay } from '../core/mends/states'
import { controlIds, type ControlId } from '../core/results'
import { isOver } from '../core/session-time'
import { id } from '../ids'
import { readingsOf, type MendSubject } from './mend-subject'
import { timeAt } from './one-time-of'
import { readingHashes } from './reading-hashes'

/** More coming sessions than one coach has. */
const wanted_max = 2000

/** Which rules are to be met in which sessions: what clubs found, asked for by the host. */
export const runInput = z.array(
  z.object({ meetingId: id, controls: z.array(z.enum(controlIds)).max(controlIds.length) }),
)

export type WantedSessions = z.output<typeof runInput>

/** One session of a run, with exactly what would be changed in it. */
export type RunSession = {
  readonly meetingId: string
  /** By which its host is read: in a club's own account each has one. */
  readonly connectionId: string
  /** Whose session it is in a club's own account; null in one's own record. */
  readonly coachName: string | null
  readonly topic: string | null
  readonly startsAt: Date | null
  /** The one time of a series that is changed, which starts then; null where it is all of it. */
  readonly time: OpenedTime | null
  readonly isOneTime: boolean
  readonly controls: readonly ControlId[]
  readonly changes: readonly MendChange[]
  readonly readingsBefore: readonly string[]
}

/**
 * What one run would take: sessions of one connection, or of all hosts of a club's own account, the
 * soonest first, and no more than its limit.
 */
export type RunItems = {
  /** The one whose consent it takes: of a club's account, the account's. */
  readonly connection: MendSubject['connection']
  readonly items: readonly RunSession[]
  /** Sessions beyond the limit, or in another account: offered again when these are done. */
  readonly leftOver: number
  /** Sessions of which a change is on its way already. */
  readonly underWay: number
  /** Sessions that no change of ours would mend. */
  readonly notEnough: number
}

type Meeting = typeof meetings.$inferSelect

/**
 * Plans the mending of many sessions, each for its own rules. They are looked for in the record of
 * who holds the Zoom account and nowhere else; what is private, left out, unsorted, gone or past is
 * not among them. Null where nothing is left.
 */
export async function runItems(
  tx: Tx,
  now: Date,
  wanted: WantedSessions,
): Promise<RunItems | null> {
  const controlsOf = new Map(
    wanted.slice(0, wanted_max).map(({ meetingId, controls }) => [meetingId, controls]),
  )
  const coming = await comingMeetings(tx, now, [...controlsOf.keys()])
  const { connection, hosts } = await accountOfMost(tx, coming)
  if (!connection) return null
  const ofAccount = coming.filter(({ connectionId }) => hosts.has(connectionId))
  const busy = await underWay(tx, ofAccount)
  const read = await readOfEach(tx, ofAccount)
  const items: RunSession[] = []
  let notEnough = 0
  for (const meeting of ofAccount) {
    const { id: meetingId, connectionId, topic } = meeting
    if (busy.has(meetingId)) continue
    const readings = readingsOf(read.get(connectionId) ?? [], {
      ...{ connectionId, meetingId, times: meeting.openedTimes, now },
    })
    const plan = planMend('meeting', controlsOf.get(meetingId) ?? [], readings)
    if (plan.ok) {
      const { changes, controls, time } = plan
      const startsAt = timeAt(plan) ?? meeting.startsAt
      const readingsBefore = readingHashes('meeting', readings)
      const coachName = hosts.get(connectionId) ?? null
      const whose = { meetingId, connectionId, coachName, topic, startsAt }
      items.push({ ...whose, time, isOneTime: time !== null, controls, changes, readingsBefore })
    } else if (plan.because !== 'nothing_wrong') notEnough += 1
  }
  return {
    connection,
    items: items.slice(0, runSessions_max),
    leftOver: Math.max(items.length - runSessions_max, 0) + coming.length - ofAccount.length,
    underWay: busy.size,
    notEnough,
  }
}

/** The soonest first; those without a time last. */
async function comingMeetings(tx: Tx, now: Date, ids: string[]): Promise<Meeting[]> {
  if (ids.length === 0) return []
  const rows = await tx
    .select()
    .from(meetings)
    .where(
      and(
        inArray(meetings.id, ids),
        eq(meetings.sorted, 'session'),
        lt(meetings.missingCount, absences),
      ),
    )
  const when = ({ startsAt }: Meeting) => startsAt?.getTime() ?? Number.MAX_SAFE_INTEGER
  return rows
    .filter((meeting) => !isOver(meeting, now))
    .toSorted((a, b) => when(a) - when(b) || (a.id < b.id ? -1 : 1))
}

type Account = {
  readonly connection: MendSubject['connection'] | undefined
  /** By which its sessions are read, with the coach whose they are in a club's own account. */
  readonly hosts: ReadonlyMap<string, string | null>
}

/**
 * One run is of one account: the one that most of the sessions are in, of those connected if any. The
 * hosts of a club's own account are read each by a connection of their own, and are in one account.
 */
async function accountOfMost(tx: Tx, coming: readonly Meeting[]): Promise<Account> {
  const ids = [...new Set(coming.map(({ connectionId }) => connectionId))]
  if (ids.length === 0) return { connection: undefined, hosts: new Map() }
  const read = await tx
    .select({ connection: zoomConnections, coachName: coaches.name })
    .from(zoomConnections)
    .leftJoin(coachConnections, eq(coachConnections.id, zoomConnections.id))
    .leftJoin(coaches, eq(coaches.id, coachConnections.coachId))
    .where(inArray(zoomConnections.id, ids))
  const accountOf = ({ id: own, viaConnectionId }: MendSubject['connection']) =>
    viaConnectionId ?? own
  const accounts = [...new Set(read.map(({ connection }) => accountOf(connection)))]
  const rows = await tx.select().from(zoomConnections).where(inArray(zoomConnections.id, accounts))
  const hostsOf = (accountId: string) =>
    new Map(
      read.flatMap(({ connection, coachName }) =>
        accountOf(connection) === accountId ? [[connection.id, coachName] as const] : [],
      ),
    )
  const place = ({ id: accountId, state }: (typeof rows)[number]) => {
    const hosts = hostsOf(accountId)
    const size = coming.filter(({ connectionId }) => hosts.has(connectionId)).length
    return (state === 'connected' ? wanted_max : 0) + size
  }
  const connection = rows.toSorted((a, b) => place(b) - place(a))[0]
  return { connection, hosts: hostsOf(connection?.id ?? '') }
}

/** What the last check of each host read. */
async function readOfEach(tx: Tx, of: readonly Meeting[]) {
  const read = new Map<string, Awaited<ReturnType<typeof lastRead>>>()
  for (const { connectionId } of of) {
    if (!read.has(connectionId)) read.set(connectionId, await lastRead(tx, connectionId))
  }
  return read
}

async function underWay(tx: Tx, of: readonly Meeting[]): Promise<Set<string>> {
  if (of.length === 0) return new Set()
  const ids = of.map((meeting) => meeting.id)
  const rows = await tx
    .select({ subjectId: mends.subjectId })
    .from(mends)
    .where(
      and(
        eq(mends.subjectKind, 'meeting'),
        inArray(mends.subjectId, ids),
        inArray(mends.state, [...statesUnderWay]),
      ),
    )
  return new Set(rows.map(({ subjectId }) => subjectId))
}
