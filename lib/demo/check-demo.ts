import { copyFile, readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '../context'
import { day_ms } from '../core/durations'
import { AppError } from '../core/errors'
import * as paths from '../core/paths'
import { slugFrom } from '../core/slug'
import { results as resultStates, type Result } from '../core/results'
import { verifyPack } from '../core/verify-pack/verify-pack'
import { downloadPack } from '../evidence-packs/download-pack'
import { listPacks } from '../evidence-packs/list-packs'
import { requestPack } from '../evidence-packs/request-pack'
import { accounts } from './accounts'
import { checkClubAccount } from './check-club-account'
import { clubAccounts } from './club-accounts'
import { clubs, personOf } from './cast'
import { countClub, countHolder, perResult, statesOfCoach, type HolderCounts } from './count-demo'
import { demoScene } from './scene'
import { peopleOf, type AsMember } from './seed-demo'

const check_timeout_ms = 180_000
const look_ms = 500

/** What demo:check says of a demo that did all it should. */
export type DemoFigures = {
  clubs: number
  coaches: number
  connections: number
  audits: number
  results: Record<Result, number>
  findingsOpen: number
  /** `proved` names what was worked out anew and found so. */
  pack: { bytes: number; proved: readonly string[] }
}

/**
 * Waits until the scheduler has audited every seeded connection and each club has judged what was
 * read, then builds a pack of the club that falls short and verifies it. Throws with the reason
 * where any of it does not come about.
 */
export async function checkDemo(packTo: string | null): Promise<DemoFigures> {
  const as = await peopleOf(demoScene)
  const held = await untilScheduled(as)
  const counts = await Promise.all(officers.map(async (each) => countClub(await each(as))))
  const results = perResult((state) => sum(counts, (club) => club.results[state]))
  const missing = resultStates.filter((state) => results[state] === 0)
  if (missing.length > 0) throw failed(`No result is ${missing.join(', nor ')}.`)
  await refuseFalseKnowledge(as)
  for (const account of clubAccounts) {
    await checkClubAccount(await as(account.by, slugFrom(account.club)), account)
  }
  return {
    clubs: counts.length,
    coaches: sum(counts, ({ coaches }) => coaches),
    connections: sum(held, ({ connections }) => connections),
    audits: sum(held, ({ finished }) => finished),
    results,
    findingsOpen: sum(counts, ({ findingsOpen }) => findingsOpen),
    pack: await checkPack(as, packTo),
  }
}

const failed = (why: string) => new AppError('unavailable', why)

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number) =>
  rows.reduce((total, row) => total + of(row), 0)

/** Who has connected an account, and not only has one: people, and clubs with one of their own. */
const holders = [
  ...accounts
    .filter(({ connects }) => connects !== 'not yet')
    .map(({ person }) => ({ person, slug: paths.ownSlug })),
  ...clubAccounts.map(({ by, club }) => ({ person: by, slug: slugFrom(club) })),
]

/** The officer of each club, in it. */
const officers = clubs.map(
  ({ officer, name }) =>
    (as: AsMember): Promise<Context> =>
      as(officer, slugFrom(name)),
)

async function untilScheduled(as: AsMember): Promise<HolderCounts[]> {
  const until = Date.now() + check_timeout_ms
  for (;;) {
    const counts = await Promise.all(
      holders.map(async ({ person, slug }) => countHolder(await as(person, slug))),
    )
    const judging = await Promise.all(officers.map(async (each) => countClub(await each(as))))
    const late = holders.filter((_, index) => !isAudited(counts[index]))
    if (late.length === 0 && judging.every(({ toJudge }) => toJudge === 0)) return counts
    if (Date.now() > until) {
      const who = late.map(({ person }) => person).join(', ') || 'what was read was not judged'
      throw failed(
        `Not audited by the scheduler within ${check_timeout_ms / 1000} seconds: ${who}.`,
      )
    }
    await wait(look_ms)
  }
}

const isAudited = (counts: HolderCounts | undefined) =>
  counts !== undefined &&
  counts.connections > 0 &&
  counts.scheduled >= counts.connections &&
  counts.underWay === 0

/** What Zoom no longer lets anybody read is not known to be met, nor to be not met. */
async function refuseFalseKnowledge(as: AsMember): Promise<void> {
  for (const { person } of accounts.filter(({ removesApp }) => removesApp)) {
    const { email } = personOf(person)
    const states = (
      await Promise.all(officers.map(async (each) => statesOfCoach(await each(as), email)))
    ).flat()
    if (states.length === 0 || states.some((state) => state === 'met' || state === 'not_met')) {
      throw failed(`${person} removed Touchline at Zoom, and has results: ${states.join(', ')}.`)
    }
  }
}

async function checkPack(as: AsMember, packTo: string | null): Promise<DemoFigures['pack']> {
  const [, shortClub] = officers
  if (!shortClub) throw failed('There is no club to make a pack of.')
  const [from, until] = [day(-1), day(0)]
  const { packId } = await requestPack(await shortClub(as), { from, until })
  const latest = Date.now() + check_timeout_ms
  while (!(await isReady(await shortClub(as), packId))) {
    if (Date.now() > latest) throw failed('The pack was not built in time.')
    await wait(look_ms)
  }
  const { file } = await downloadPack(await shortClub(as), { packId })
  const bytes = await readFile(file)
  const { isSound, checks } = verifyPack(bytes)
  const wrong = checks.filter(({ outcome }) => outcome === 'fails').flatMap(({ says }) => says)
  if (!isSound) throw failed(`The pack is not what it says: ${wrong.join(' ')}`)
  if (packTo !== null) await copyFile(file, packTo)
  const proved = checks.filter(({ outcome }) => outcome === 'holds').map(({ name }) => name)
  return { bytes: bytes.length, proved }
}

/** A day in UTC, as a date field sends it. */
const day = (offset: number) => new Date(Date.now() + offset * day_ms).toISOString().slice(0, 10)

async function isReady(ctx: Context, packId: string): Promise<boolean> {
  const packs = await listPacks(ctx, {})
  return packs.some(({ id, state }) => id === packId && state === 'ready')
}
