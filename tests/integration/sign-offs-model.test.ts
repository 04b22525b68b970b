import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { toSign } from '#lib/sign-offs/own-sign-offs'
import { rowsOf } from '../support/connections'
import { at } from '../support/contexts'
import { seeded } from '../support/seeded'
import { linesOf } from '../support/sign-off-model'
import { aSignOffWorld, commandNames, doCommand, type World } from '../support/sign-off-world'
import { day } from '../support/sign-offs'

/** MODEL_SEED=… for the same commands once more, MODEL_COMMANDS=… for more of them. */
const seed = Number(process.env.MODEL_SEED ?? Math.floor(Math.random() * 2 ** 31))
const commands = Number(process.env.MODEL_COMMANDS ?? 120)
const hour_ms = 60 * 60 * 1000

beforeAll(prepareQueue)
afterAll(closeQueue)

test(
  `${commands} commands of several clubs and people come to what a simple model says, with MODEL_SEED=${seed}`,
  async () => {
    console.log(`model: MODEL_SEED=${seed} MODEL_COMMANDS=${commands}`)
    const [random, world] = [seeded(seed), await aSignOffWorld()]
    const [done, outcomes]: [string[], Map<string, number>] = [[], new Map()]
    let now = day(0)
    // Until each has been done at least once, however the seed falls.
    const missing = () => commandNames.filter((name) => !outcomes.has(`${name} done`))
    for (let nth = 0; nth < commands || missing().length > 0; nth += 1) {
      now = new Date(now.getTime() + Math.floor(random() * 16 * hour_ms) + 1000)
      const { name, line, heard, expected } = await doCommand(world, random, now)
      done.push(`${nth} ${now.toISOString()} ${line}`)
      const said = `MODEL_SEED=${seed}\n${done.slice(-25).join('\n')}`
      expect(heard, said).toBe(expected)
      expect(await linesAsKept(world), said).toEqual(linesOf(world.model))
      const outcome = `${name} ${heard}`
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    }
    await showsWhatIsKept(world, now)
    await keptOnce(world)
    console.log(JSON.stringify(Object.fromEntries(outcomes)))
  },
  180_000 + commands * 1000,
)

const idsOf = ({ clubs }: World) => clubs.map(({ organisation }) => organisation.id)

async function linesAsKept(world: World): Promise<string[]> {
  const rows = await rowsOf<{ words: string; due_at: Date }>(
    `select concat_ws(' ', r.coach_id, r.policy_id, v.version, r.state) as words, r.due_at
     from sign_off_requests r
     join policy_versions v on v.organisation_id = r.organisation_id and v.id = r.version_id
     where r.organisation_id = any($1::uuid[])`,
    [idsOf(world)],
  )
  return rows.map(({ words, due_at }) => `${words} ${due_at.toISOString()}`).toSorted()
}

/** Each person's page has what the model says that they are still to sign. */
async function showsWhatIsKept(world: World, now: Date): Promise<void> {
  for (const [coachId, inClub] of world.inClubs) {
    const theirs = world.model.requests.filter(({ row }) => row.coachId === coachId)
    if (!theirs.some(({ row }) => row.joined && !row.left)) continue
    const waiting = theirs.filter(({ state }) => state === 'sent' || state === 'opened')
    const shown = await toSign(at(inClub, now), {})
    expect(
      shown.map(({ version, dueAt }) => `${version} ${dueAt.toISOString()}`).toSorted(),
    ).toEqual(
      waiting.map(({ version, dueAt }) => `${version.number} ${dueAt.toISOString()}`).toSorted(),
    )
  }
}

/** Of each that was signed there is one sign-off of the bytes that hold, one record, one receipt. */
async function keptOnce(world: World): Promise<void> {
  const signed = world.model.requests.filter(({ state }) => state === 'acknowledged').length
  expect(signed).toBeGreaterThan(0)
  const counts = await rowsOf<Record<string, number>>(
    `select (select count(*)::int from sign_offs s join policy_versions v
         on v.organisation_id = s.organisation_id and v.id = s.version_id and v.sha256 = s.sha256
         where s.organisation_id = any($1::uuid[])) as sign_offs,
       (select count(*)::int from evidence_records where organisation_id = any($1::uuid[])
         and kind = 'sign_off') as records,
       (select count(*)::int from notices where of_organisation_id = any($1::uuid[])
         and kind = 'sign_off_receipt') as receipts,
       (select count(*)::int from sign_off_events where organisation_id = any($1::uuid[])
         and event = 'acknowledged') as events`,
    [idsOf(world)],
  )
  expect(counts).toEqual([{ sign_offs: signed, records: signed, receipts: signed, events: signed }])
}
