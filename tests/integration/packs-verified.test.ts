import { dataFolder } from '../support/data-folder'
import '../support/sandbox'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Context } from '#lib/context'
import { day_ms } from '#lib/core/durations'
import { readZip } from '#lib/core/pack/read-zip'
import { verifyPack } from '#lib/core/verify-pack/verify-pack'
import { buildPack } from '#lib/evidence-packs/build-pack'
import { downloadPack } from '#lib/evidence-packs/download-pack'
import { getPack } from '#lib/evidence-packs/get-pack'
import { requestPack } from '#lib/evidence-packs/request-pack'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { keepLog } from '#lib/transparency-log/keep-log'
import { parseLogKeys } from '#lib/transparency-log/log-keys'
import { today } from '../support/audits'
import { brokenAt } from '../support/break-queries'
import { aCheckedCoach, openTheDoor } from '../support/checked-coach'
import { aClub, aGoverningBody } from '../support/contexts'
import { asRole } from '../support/database'
import { aLogKey, aStoreInMemory } from '../support/log'
import { schemaFaults } from '../support/schemas'
import { hasShared } from '../support/shared'
import { workerContext } from '../support/worker-context'

const key = aLogKey()
const [keys, store] = [parseLogKeys(key.secret), aStoreInMemory()]
const policy = `log ${key.vkey}\nquorum none\n`
let club: Context

beforeAll(async () => {
  await prepareQueue()
  club = await aClub(await aGoverningBody())
  const coach = await aCheckedCoach(club)
  openTheDoor(coach)
  await coach.check()
})
afterAll(closeQueue)

async function claim(packId: string): Promise<string> {
  return asRole('system', async (client) => {
    const claimed = await client.query<{ token: string }>(
      `select token from due_claim('build-pack', $1, $2, now() + interval '1 hour', interval '0')`,
      [club.organisation.id, packId],
    )
    return claimed.rows[0]?.token ?? ''
  })
}

/** Does something while the log goes on beside it. */
async function besideTheLog<Result>(run: () => Promise<Result>): Promise<Result> {
  const stopping = new AbortController()
  const goingOn = (async () => {
    while (!stopping.signal.aborted) {
      await keepLog(new Date(), { store, keys })
      await new Promise((next) => setTimeout(next, 50))
    }
  })()
  try {
    return await run()
  } finally {
    stopping.abort()
    await goingOn
  }
}

/** The work in a worker's hands; to be done by calling it. */
async function inHand(packId: string): Promise<() => Promise<void>> {
  const token = await claim(packId)
  const worker = await workerContext('build-pack', club.organisation.id, new Date())
  return () => buildPack(worker, packId, { token, attempt: 1, isLast: false })
}

const taken = async (packId: string) =>
  readFileSync((await downloadPack(today(club), { packId })).file)

/** A pack as a worker makes it. */
async function built(packId: string): Promise<Buffer> {
  await besideTheLog(await inHand(packId))
  return taken(packId)
}

function textIn(whole: Buffer, path: string): string {
  const zip = readZip(whole)
  const found = zip.ok ? zip.value.find((file) => file.path.endsWith(`/${path}`)) : undefined
  return Buffer.from(found?.content ?? []).toString('utf8')
}

const day = (offset: number) => new Date(Date.now() + offset * day_ms).toISOString().slice(0, 10)
const asked = () => requestPack(today(club), { from: day(-1), until: day(0) })

describe('a pack of a club that was checked', () => {
  let bytes: Buffer
  beforeAll(async () => {
    await keepLog(new Date(), { store, keys })
    bytes = await built((await asked()).packId)
  })

  test('is proved in all that it shows, by the keys of whoever checks it', () => {
    const { isSound, checks } = verifyPack(bytes, policy)
    expect(checks.filter(({ outcome }) => outcome === 'fails')).toEqual([])
    expect(isSound).toBe(true)
    expect(checks.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['form', 'holds'],
      ['files', 'holds'],
      ['readings', 'holds'],
      ['records', 'holds'],
      ['checkpoint', 'holds'],
      ['witnesses', 'not_shown'],
      ['manifest', 'holds'],
      ['results', 'holds'],
      ['verdicts', 'holds'],
      ['signed', 'not_shown'],
    ])
    const said = checks.find(({ name }) => name === 'verdicts')?.says.join(' ')
    expect(said).toMatch(/^[1-9]\d+ results came out the same/)
  })

  test('is not believed by who knows another log', () => {
    const { vkey } = aLogKey('log.example/two')
    const { checks } = verifyPack(bytes, `log ${vkey}\nquorum none\n`)
    expect(checks.find(({ name }) => name === 'checkpoint')).toMatchObject({
      outcome: 'fails',
      says: [expect.stringContaining('none that you believe'), expect.anything()],
    })
  })

  test.skipIf(!hasShared)('speaks OSCAL and OCSF as their schemas ask', () => {
    const oscal = (part: string) => `evidence/oscal/oscal_${part}_schema.v1.2.1.json`
    const json = (path: string): unknown => JSON.parse(textIn(bytes, path))
    expect(
      schemaFaults(oscal('assessment-results'), json('oscal/assessment-results.json')),
    ).toEqual([])
    expect(schemaFaults(oscal('assessment-plan'), json('oscal/assessment-plan.json'))).toEqual([])
    const events = z.array(z.looseObject({})).parse(json('ocsf/compliance-findings.json'))
    expect(events.length).toBeGreaterThan(10)
    for (const event of events) {
      expect(schemaFaults('evidence/ocsf/compliance_finding.min.schema.json', event)).toEqual([])
    }
  })

  test('names in OSCAL each reading with its hash, and what does not hold', () => {
    const oscal = textIn(bytes, 'oscal/assessment-results.json')
    const readings = [...oscal.matchAll(/"href":"\.\.\/(readings\/[0-9a-f]{64}\.json)"/g)]
    expect(readings.length).toBeGreaterThan(0)
    for (const [, path = ''] of readings) expect(textIn(bytes, path)).not.toBe('')
    expect(oscal).toContain('"state":"not-satisfied"')
    // Other tools refuse empty lists, and ids of version 7.
    expect(oscal).not.toMatch(/\[\]|"uuid":"[0-9a-f]{8}-[0-9a-f]{4}-7/)
  })

  test('asked again at the same checkpoint has the same body, to the byte', async () => {
    const { packId } = await asked()
    await asRole('superuser', (client) =>
      client.query(
        `update evidence_packs set checkpoint_size = other.checkpoint_size, until = other.until
         from evidence_packs other where other.state = 'ready' and evidence_packs.id = $1`,
        [packId],
      ),
    )
    const manifestOf = (whole: Buffer) => verifyPack(whole, policy).about
    const again = await built(packId)
    expect(manifestOf(again)).toEqual(manifestOf(bytes))
    const bodyOf = (whole: Buffer) => whole.subarray(0, whole.indexOf('/proofs/checkpoint'))
    const same = bodyOf(bytes).equals(bodyOf(again))
    expect(same).toBe(true)
  })

  test('made after an erasure says what was erased, and one made before still holds', async () => {
    await asRole('superuser', async (client) => {
      await client.query('begin')
      await client.query('set local role eraser')
      await client.query("select set_config('app.organisation_id', $1, true)", [
        club.organisation.id,
      ])
      const erased = await client.query(
        `update evidence_records set record = null, erased_at = now() where id =
         (select id from evidence_records where kind = 'result' and organisation_id = $1 limit 1)`,
        [club.organisation.id],
      )
      expect(erased.rowCount).toBe(1)
      await client.query('commit')
    })
    const after = verifyPack(await built((await asked()).packId), policy)
    expect(after.checks.filter(({ outcome }) => outcome === 'fails')).toEqual([])
    const said = after.checks.flatMap(({ says }) => says).join(' ')
    expect(said).toContain('1 record more had')
    expect(said).toContain('Of 1 result the record was erased.')
    expect(verifyPack(bytes, policy).isSound).toBe(true)
  })

  test('killed after any of its queries, is offered by nobody until it is whole', async () => {
    const { packId } = await asked()
    let steps = 0
    for (let nth = 1; ; nth += 1) {
      const work = await inHand(packId)
      const { struck } = await besideTheLog(() => brokenAt(nth, work, 'sequencer'))
      const { state } = await getPack(today(club), { packId })
      if (state === 'ready') {
        expect(verifyPack(await taken(packId), policy).isSound).toBe(true)
        break
      }
      expect(struck, `after step ${nth}`).toBe(true)
      await expect(taken(packId)).rejects.toMatchObject({ code: 'not_found' })
      steps = nth
    }
    expect(steps).toBeGreaterThan(10)
    const left = readdirSync(join(dataFolder, 'packs', club.organisation.id))
    expect(left.filter((name) => !name.endsWith('.zip'))).toEqual([])
  }, 180_000)
})
