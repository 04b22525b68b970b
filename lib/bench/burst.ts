import { availableParallelism, loadavg } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import { atOnce } from '../audits/at-once'
import { env } from '../env'
import { paceOf } from '../zoom/rate-limits'
import { burstWorld, type BurstPlan, type BurstWorld } from './burst-accounts'
import { changesOf, noticeAfter_ms, shuffled, type Sent } from './burst-changes'
import { openEye, type Eye } from './burst-eye'
import { bareReads } from './burst-floor'
import { openPage } from './burst-page'
import { keepLimits, refusals } from './burst-zoom'
import { cpuBetween, cpuUsed, type CpuUsed } from './cpu-used'
import { spread, type Spread } from './spread'

const clubs_count = 25
const coaches_count = 8
/** So many officers have their page open meanwhile. */
const pages_count = 5

const events_at_once = 12
/** What has not come by then is lost. */
const end_timeout_ms = 90_000

const seed = 20_261_125

/** From a change in Zoom until its finding was committed, its host’s notice queued, a page showed it. */
type Took = { finding_ms: Spread; notice_ms: Spread; page_ms: Spread }

export type Burst = Took & {
  name: 'burst'
  events: number
  accounts: number
  pages: number
  /** How long it took to make all changes in Zoom. */
  sent_in_ms: number
  /** Changes of which something had not come at the end. */
  lost: number
  /** `basic` are free accounts, `pro` such as are paid for. */
  by_plan: Record<BurstPlan, Took>
  /** Seconds of processor time from the first change until all was seen, by part. */
  cpu_s: CpuUsed | null
  /** Of the machine, and how many wanted one of them in the minute before: 0 is a quiet machine. */
  processors: number
  load_before: number
  /** What the pace of requests alone costs one re-read after an event, and one that follows it at once. */
  limits_alone_ms: Record<BurstPlan, { one: number; following: number }>
  /** The bodies of one account read again by nothing but requests. */
  floor_ms: Spread
  /** Of the page’s p99 to the floor’s. */
  ratio: number
  /** Requests that the stand-in refused for their number. */
  refused: number
}

/**
 * A thousand events over 200 accounts, half of them free ones, at Zoom’s real limits: from a change in
 * Zoom, over its webhook and the product’s own processes, to the finding on a page that stands open.
 */
export async function benchBurst(): Promise<Burst> {
  const eye = await openEye()
  try {
    return await measured(await burstWorld(clubs_count, coaches_count, eye), eye)
  } finally {
    await eye.close()
  }
}

async function measured(world: BurstWorld, eye: Eye): Promise<Burst> {
  await keepLimits(true)
  const load_before = Math.round((loadavg()[0] ?? 0) * 10) / 10
  const seen = await lookOn(world, eye)
  const refused = await refusals()
  await keepLimits(false)
  const floor_ms = spread(await bareReads(world))
  const all = seen.took()
  return {
    name: 'burst',
    ...{ events: seen.events, accounts: world.accounts.length, pages: pages_count },
    ...{ sent_in_ms: seen.sent_in_ms, lost: seen.lost, ...all },
    by_plan: { basic: seen.took('basic'), pro: seen.took('pro') },
    ...{ cpu_s: seen.cpu_s, processors: availableParallelism(), load_before },
    limits_alone_ms: { basic: limitsAlone_ms('free'), pro: limitsAlone_ms('pro') },
    floor_ms,
    ratio: all.page_ms.p99 / floor_ms.p99,
    refused,
  }
}

/** Makes all changes, and looks on until everything of them is seen, or it is too late. */
async function lookOn(world: BurstWorld, eye: Eye) {
  const watching = eye.watch()
  const open = world.clubs.slice(0, pages_count)
  const pages = new Map(open.map((club) => [club.id, openPage(club)]))
  // The pages are there, and listen.
  await wait(3000)
  const begun = Date.now()
  const usedBefore = cpuUsed()
  const changes = shuffled(world.accounts.flatMap(changesOf), seed)
  const sent = await atOnce(changes, events_at_once, async (change): Promise<Sent> => {
    const at = Date.now()
    await change.make()
    return { ...change, at }
  })
  const sent_in_ms = Date.now() - begun
  const until = Date.now() + end_timeout_ms
  const findingAfter = ({ finding, at }: Sent) => after(watching.findings.get(finding)?.at, at)
  const noticeAfter = (change: Sent) => noticeAfter_ms(change, sent, watching)
  const pageAfter = ({ account, finding, at }: Sent) => {
    const page = pages.get(account.club)
    return page && after(page.seen.get(watching.findings.get(finding)?.id ?? ''), at)
  }
  const parts = [findingAfter, noticeAfter, pageAfter]
  const missing = () => sent.filter((change) => parts.some((part) => part(change) === null))
  while (missing().length > 0 && Date.now() < until) await wait(250)
  const cpu_s = cpuBetween(usedBefore, cpuUsed())
  await watching.stop()
  for (const page of pages.values()) await page.close()
  const took = (plan?: BurstPlan): Took => {
    const own = sent.filter(({ account }) => plan === undefined || account.plan === plan)
    const of = (part: (change: Sent) => number | null | undefined) =>
      spread(own.flatMap((change) => part(change) ?? []))
    return { finding_ms: of(findingAfter), notice_ms: of(noticeAfter), page_ms: of(pageAfter) }
  }
  return { events: sent.length, sent_in_ms, cpu_s, lost: missing().length, took }
}

/** Null where it has not been. */
const after = (seen: number | undefined, at: number): number | null =>
  seen === undefined ? null : seen - at

/** Settings twice, one after the other; then one that begins as soon as it has ended. */
function limitsAlone_ms(plan: 'free' | 'pro') {
  const { gap_ms, burst } = paceOf(plan, 'Medium', env().ZOOM_BUDGET_SHARE)
  const of = (requests: number) => Math.max(0, requests - burst) * gap_ms
  return { one: of(2), following: of(4) }
}
