import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { buildPack } from '#lib/evidence-packs/build-pack'
import { deletePack } from '#lib/evidence-packs/delete-pack'
import { downloadPack, openPack } from '#lib/evidence-packs/download-pack'
import { getPack } from '#lib/evidence-packs/get-pack'
import { listPacks } from '#lib/evidence-packs/list-packs'
import { packFile } from '#lib/evidence-packs/pack-store'
import { requestPack } from '#lib/evidence-packs/request-pack'
import { newId } from '#lib/ids'
import { workerContext } from '../support/worker-context'
import { aClub, aGoverningBody, anOfficer, at, nextMoment, withRoles } from '../support/contexts'
import { asRole } from '../support/database'
import { day_ms } from '#lib/core/durations'

process.env.DATA_FOLDER = mkdtempSync(join(tmpdir(), 'touchline-packs-'))

const period = { from: '2026-11-01', until: '2026-11-20' }

let body: Context
let club: Context

beforeAll(async () => {
  body = await aGoverningBody()
  club = await aClub(body)
})

/** As the sweep finds it: the work that is due, taken in hand at a moment. */
async function take(kind: 'build-pack' | 'delete-pack', of: Context, packId: string, now: Date) {
  const token = await asRole('system', async (client) => {
    const claimed = await client.query<{ token: string }>(
      "select token from due_claim($1, $2, $3, $4, interval '1 minute')",
      [kind, of.organisation.id, packId, now],
    )
    return claimed.rows[0]?.token
  })
  const worker = await workerContext(kind, of.organisation.id, now)
  return { token, worker, lease: { token: token ?? newId(), attempt: 1, isLast: false } }
}

/** What the trail says was done with a pack, oldest first. */
const doneWith = (packId: string) =>
  asRole('superuser', async (client) => {
    const found = await client.query<{ command: string }>(
      'select command from trail where subject_id = $1 order by at, id',
      [packId],
    )
    return found.rows.map(({ command }) => command)
  })

async function aPack(of: Context): Promise<string> {
  const { packId } = await requestPack(at(of, nextMoment()), period)
  const { worker, lease } = await take('build-pack', of, packId, nextMoment())
  await buildPack(worker, packId, lease)
  return packId
}

describe('a pack', () => {
  test('is asked for, built, and taken; each step is on the trail', async () => {
    const { packId } = await requestPack(at(club, nextMoment()), period)
    expect(await getPack(club, { packId })).toMatchObject({ state: 'requested', bytes: null })
    const { worker, lease } = await take('build-pack', club, packId, nextMoment())
    await buildPack(worker, packId, lease)
    const pack = await getPack(club, { packId })
    expect(pack).toMatchObject({ state: 'ready', failure: null })
    const { stream, bytes } = await openPack(at(club, nextMoment()), { packId })
    const read = await new Response(stream).arrayBuffer()
    expect([read.byteLength, bytes]).toEqual([pack.bytes, pack.bytes])
    expect(await doneWith(packId)).toEqual([
      'pack.request',
      'pack.begin',
      'pack.finish',
      'pack.download',
    ])
  })

  test('is deleted when its page says so, and not a moment before', async () => {
    const packId = await aPack(club)
    const { deleteAfter } = await getPack(club, { packId })
    const file = packFile(club.organisation.id, packId)
    const early = await take('delete-pack', club, packId, new Date(deleteAfter.getTime() - 1))
    expect(early.token).toBeUndefined()
    expect(existsSync(file)).toBe(true)
    await expect(downloadPack(at(club, deleteAfter), { packId })).rejects.toMatchObject({
      code: 'not_found',
    })
    const { worker, lease } = await take('delete-pack', club, packId, deleteAfter)
    await deletePack(worker, packId, lease)
    expect(existsSync(file)).toBe(false)
    expect(await getPack(club, { packId })).toMatchObject({ state: 'deleted' })
    await expect(downloadPack(club, { packId })).rejects.toMatchObject({ code: 'not_found' })
    expect((await doneWith(packId)).at(-1)).toBe('pack.delete')
  })

  test('is not deleted by a worker that lost its lease', async () => {
    const packId = await aPack(club)
    const { deleteAfter } = await getPack(club, { packId })
    const { worker } = await take('delete-pack', club, packId, deleteAfter)
    const lost = { token: newId(), attempt: 1, isLast: false }
    await expect(deletePack(worker, packId, lost)).rejects.toMatchObject({ code: 'conflict' })
    expect(await getPack(club, { packId })).toMatchObject({ state: 'ready' })
  })

  test('whose file is gone, or is another, is not given out', async () => {
    const packId = await aPack(club)
    const file = packFile(club.organisation.id, packId)
    writeFileSync(file, 'something else')
    const refused = { code: 'unavailable' }
    await expect(downloadPack(club, { packId })).rejects.toMatchObject(refused)
    rmSync(file)
    await expect(downloadPack(club, { packId })).rejects.toMatchObject(refused)
  })

  test('that rests on a reading which is not what its name says is not made', async () => {
    const mine = await aClub(body)
    const [auditId, hash] = [newId(), 'ab'.repeat(32)]
    await asRole('superuser', async (client) => {
      const o = mine.organisation.id
      await client.query(
        `insert into club_audits (organisation_id, id, connection_id, coach_id, trigger, state,
          queued_at) values ($1, $2, $3, $4, 'scheduled', 'judged', '2026-11-02')`,
        [o, auditId, newId(), newId()],
      )
      await client.query(
        "insert into readings values ($1, $2, 'meeting', '{\"changed\":true}', '2026-11-02')",
        [o, hash],
      )
      await client.query(
        "insert into reading_confirmations values ($1, $2, $3, 'meeting', $4, $5, null, '2026-11-02')",
        [o, newId(), auditId, newId(), hash],
      )
    })
    const { packId } = await requestPack(at(mine, nextMoment()), period)
    const { worker, lease } = await take('build-pack', mine, packId, nextMoment())
    await expect(buildPack(worker, packId, lease)).rejects.toThrow(/not what its name says/)
    expect(await getPack(mine, { packId })).toMatchObject({ state: 'building' })
    expect(existsSync(packFile(mine.organisation.id, packId))).toBe(false)
    await buildPack(worker, packId, { ...lease, isLast: true })
    const failed = await getPack(mine, { packId })
    expect(failed).toMatchObject({ state: 'failed', sha256: null })
    expect(failed.failure).toMatch(/Ask for it again/)
  })
})

describe('who may ask for a pack and see it', () => {
  test.each(['welfare_officer', 'administrator'] as const)('a club’s %s', async (role) => {
    const mine = await aClub(body)
    const officer = await anOfficer(mine, role)
    const { packId } = await requestPack(at(officer, nextMoment()), period)
    expect((await listPacks(officer, {})).map((pack) => pack.id)).toEqual([packId])
    expect((await getPack(officer, { packId })).requestedBy).toBe('Olu Officer')
  })

  test.each(['coach', 'person', 'safeguarding_lead', 'auditor', 'server'] as const)(
    'and not a %s',
    async (role) => {
      const asking = withRoles(club, role)
      const refused = { code: 'not_found' }
      await expect(requestPack(asking, period)).rejects.toMatchObject(refused)
      await expect(listPacks(asking, {})).rejects.toMatchObject(refused)
      await expect(getPack(asking, { packId: newId() })).rejects.toMatchObject(refused)
    },
  )

  test('and not a body’s administrator: a pack is a club’s', async () => {
    const asking = withRoles(body, 'administrator')
    const refused = { code: 'not_found' }
    await expect(requestPack(asking, period)).rejects.toMatchObject(refused)
    await expect(listPacks(asking, {})).rejects.toMatchObject(refused)
  })

  test('and not another club', async () => {
    const packId = await aPack(club)
    const stranger = await aClub(body)
    const refused = { code: 'not_found' }
    await expect(getPack(stranger, { packId })).rejects.toMatchObject(refused)
    await expect(downloadPack(stranger, { packId })).rejects.toMatchObject(refused)
    expect(await listPacks(stranger, {})).toEqual([])
  })
})

describe('a club', () => {
  test('waits while three packs are being made', async () => {
    const mine = await aClub(body)
    for (let asked = 0; asked < 3; asked += 1) await requestPack(at(mine, nextMoment()), period)
    await expect(requestPack(at(mine, nextMoment()), period)).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('cannot ask for days that are still to come', async () => {
    const tomorrow = new Date(club.now.getTime() + 2 * day_ms).toISOString().slice(0, 10)
    await expect(requestPack(club, { from: tomorrow, until: tomorrow })).rejects.toMatchObject({
      code: 'invalid_input',
      problems: [{ field: 'from' }],
    })
  })
})
