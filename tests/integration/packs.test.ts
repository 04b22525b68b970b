import { readFileSync } from 'node:fs'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import type { Context } from '#lib/context'
import { canonicalJson } from '#lib/core/canonical-json'
import { evidenceHashes, sha256Hex } from '#lib/core/sha256'
import { downloadPack } from '#lib/evidence-packs/download-pack'
import { buildPack } from '#lib/evidence-packs/build-pack'
import { listPacks } from '#lib/evidence-packs/list-packs'
import { requestPack } from '#lib/evidence-packs/request-pack'
import { newId } from '#lib/ids'
import { asRole } from '../support/database'

process.env.DATA_FOLDER = mkdtempSync(join(tmpdir(), 'touchline-packs-'))

const now = new Date('2026-11-24T12:00:00Z')
const contextOf = (organisationId: string, slug: string): Context => ({
  organisation: { id: organisationId, kind: 'club', name: 'Hartley Gymnastics', slug },
  actor: { kind: 'user', userId: newId(), name: 'Robin', email: 'robin@example.org' },
  roles: ['welfare_officer'],
  coachId: null,
  now,
})
const club = contextOf(newId(), 'hartley')
const other = contextOf(newId(), 'marlow')
const ids = { coach: newId(), connection: newId(), session: newId(), audit: newId() }
const reading = canonicalJson({ settings: { waiting_room: false } })
const record = canonicalJson({ kind: 'result', salt: '00'.repeat(16) })

/** Rows as an audit leaves them, straight into the tables: this is about what a pack makes of them. */
beforeAll(async () => {
  await asRole('superuser', async (client) => {
    const o = club.organisation.id
    for (const each of [club, other]) {
      await client.query(
        "insert into organisations values ($1, 'club', $2, $3, null, '2026-10-01')",
        [each.organisation.id, each.organisation.name, each.organisation.slug],
      )
    }
    await client.query(
      "insert into coaches values ($1, $2, '=Sam', 'sam@example.org', '', true, null, null, '2026-10-01', null)",
      [o, ids.coach],
    )
    await client.query(
      `insert into coach_connections (organisation_id, id, coach_id, holder_organisation_id, state,
       connected_at) values ($1, $2, $3, $4, 'connected', '2026-11-20T10:00Z')`,
      [o, ids.connection, ids.coach, newId()],
    )
    await client.query(
      `insert into club_audits (organisation_id, id, connection_id, coach_id, trigger, state,
       queued_at, read_at, complete) values ($1, $2, $3, $4, 'scheduled', 'judged',
       '2026-11-20T10:00Z', '2026-11-20T10:00:05Z', true)`,
      [o, ids.audit, ids.connection, ids.coach],
    )
    const hash = sha256Hex(reading)
    await client.query("insert into readings values ($1, $2, 'meeting', $3, '2026-11-20T10:00Z')", [
      o,
      hash,
      reading,
    ])
    await client.query(
      "insert into reading_confirmations values ($1, $2, $3, 'meeting', $4, $5, null, '2026-11-20T10:00:04Z')",
      [o, newId(), ids.audit, ids.session, hash],
    )
    const { entry, leaf } = evidenceHashes(record)
    const recordId = newId()
    await client.query(
      "insert into evidence_records values ($1, $2, 'result', $3, $4, $5, '2026-11-20T10:00:06Z')",
      [o, recordId, record, entry, leaf],
    )
    await client.query(
      `insert into result_changes (organisation_id, id, subject_kind, subject_id, coach_id, control,
       control_version, profile, level, result, because, audit_id, valid_from, recorded_at,
       evidence_record_id) values ($1, $2, 'meeting', $3, $4, 'Z02', 1, 'p', 'MUST', 'not_met',
       'The waiting room is off.', $5, '2026-11-20T10:00:04Z', '2026-11-20T10:00:06Z', $6)`,
      [o, newId(), ids.session, ids.coach, ids.audit, recordId],
    )
    const finding = newId()
    await client.query(
      `insert into findings (organisation_id, id, subject_kind, subject_id, coach_id, control,
       control_version, level, state, because, opened_at, last_seen_at) values ($1, $2, 'meeting', $3,
       $4, 'Z02', 1, 'MUST', 'open', 'The waiting room is off.', '2026-11-20T10:00:06Z', '2026-11-20T10:00:06Z')`,
      [o, finding, ids.session, ids.coach],
    )
    await client.query(
      "insert into finding_events values ($1, $2, $3, 'opened', null, 'The waiting room is off.', $4, '2026-11-20T10:00:06Z')",
      [o, newId(), finding, ids.audit],
    )
  })
})

type Built = { bytes: Buffer; files: Map<string, Buffer>; name: string }

async function built(from: string, until: string): Promise<Built> {
  const { packId } = await requestPack(club, { from, until })
  const worker: Context = {
    ...club,
    actor: { kind: 'worker', job: 'build-pack' },
    roles: ['worker'],
  }
  const token = await asRole('system', async (client) => {
    const claimed = await client.query<{ token: string }>(
      "select token from due_claim('build-pack', $1, $2, $3, interval '1 minute')",
      [club.organisation.id, packId, now],
    )
    return claimed.rows[0]?.token ?? ''
  })
  await buildPack(worker, packId, { token, attempt: 1, isLast: false })
  const { file, name } = await downloadPack(club, { packId })
  const bytes = readFileSync(file)
  return { bytes, files: await unzip(bytes), name }
}

async function unzip(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await promisify(
    (buffer: Buffer, done: (error: Error | null, zip: yauzl.ZipFile) => void) =>
      yauzl.fromBuffer(buffer, { lazyEntries: true }, done),
  )(bytes)
  const files = new Map<string, Buffer>()
  await new Promise<void>((resolve, reject) => {
    zip.on('end', resolve).on('error', reject)
    zip.on('entry', (entry: yauzl.Entry) =>
      zip.openReadStream(entry, (error, stream) => {
        if (error) return reject(error)
        const chunks: Buffer[] = []
        stream.on('data', (chunk: Buffer) => chunks.push(chunk))
        stream.on('end', () => {
          files.set(entry.fileName.replace(/^[^/]+\//, ''), Buffer.concat(chunks))
          zip.readEntry()
        })
      }),
    )
    zip.readEntry()
  })
  return files
}

describe('an evidence pack', () => {
  test('lists every other file with its true length and hash, and nothing else is in it', async () => {
    const { files, name } = await built('2026-11-01', '2026-11-23')
    expect(name).toBe('pack-hartley-2026-11-01-2026-11-23.zip')
    const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '') as {
      files: { path: string; bytes: number; sha256: string }[]
    }
    expect(manifest.files.map((file) => file.path).toSorted()).toEqual(
      [...files.keys()].filter((path) => path !== 'manifest.json').toSorted(),
    )
    for (const file of manifest.files) {
      const bytes = files.get(file.path) ?? Buffer.alloc(0)
      expect([bytes.length, sha256Hex(bytes)], file.path).toEqual([file.bytes, file.sha256])
    }
    expect(files.get('report.pdf')?.subarray(0, 5).toString()).toBe('%PDF-')
  })

  test('is the same to the byte for the same question', async () => {
    const first = await built('2026-11-01', '2026-11-23')
    const second = await built('2026-11-01', '2026-11-23')
    expect(second.bytes.equals(first.bytes)).toBe(true)
    const another = await built('2026-11-02', '2026-11-23')
    expect(another.bytes.equals(first.bytes)).toBe(false)
  })

  test('holds readings under their own hash, records with the hashes of their bytes', async () => {
    const { files } = await built('2026-11-01', '2026-11-23')
    expect(files.get(`readings/${sha256Hex(reading)}.json`)?.toString()).toBe(reading)
    const lines = files.get('records.jsonl')?.toString().trim().split('\n') ?? []
    const hashes = JSON.parse(files.get('record-hashes.json')?.toString() ?? '') as {
      leaf: string
    }[]
    expect(lines.map((line) => evidenceHashes(line).leaf)).toEqual(hashes.map((row) => row.leaf))
  })

  test('shows what was due and did not run, and a name is never a formula', async () => {
    await asRole('superuser', (client) =>
      client.query(
        `insert into checks_due (organisation_id, connection_id, due_at, recorded_at)
         select organisation_id, id, due.at, due.at - interval '1 day' from coach_connections,
           (values (timestamptz '2026-11-21 03:00Z'), ('2026-11-22 03:00Z'), ('2026-11-24 03:00Z'))
             as due (at)
         where organisation_id = $1`,
        [club.organisation.id],
      ),
    )
    const { files } = await built('2026-11-01', '2026-11-23')
    const checks = JSON.parse(files.get('checks.json')?.toString() ?? '') as {
      due_and_ran: { due: number; daysWithout: string[] }[]
      scheduled: { due_at: string; state: string }[]
    }
    expect(checks.scheduled).toMatchObject([
      { due_at: '2026-11-21T03:00:00.000Z', state: 'missed' },
      { due_at: '2026-11-22T03:00:00.000Z', state: 'missed' },
    ])
    expect(checks.due_and_ran[0]).toMatchObject({
      due: 4,
      daysWithout: ['2026-11-21', '2026-11-22', '2026-11-23'],
    })
    expect(files.get('csv/findings.csv')?.toString()).toContain("\r\n'=Sam,session,")
  })

  test('of a later period holds what was in force when it began', async () => {
    const { files } = await built('2026-11-22', '2026-11-23')
    const results = JSON.parse(files.get('results.json')?.toString() ?? '') as { result: string }[]
    expect(results.map((row) => row.result)).toEqual(['not_met'])
  })
})

describe('asking for a pack', () => {
  test.each([
    [{ from: '2026-11-05', until: '2026-11-01' }, 'until'],
    [{ from: '', until: '2026-11-01' }, 'from'],
    [{ from: '2020-01-01', until: '2026-11-01' }, 'from'],
  ])('refuses %o and names the field', async (period, field) => {
    await expect(requestPack(club, period)).rejects.toMatchObject({
      code: 'invalid_input',
      problems: [{ field }],
    })
  })

  test('is for officers: a coach and an auditor find nothing', async () => {
    for (const role of ['coach', 'auditor'] as const) {
      const asking = { ...club, roles: [role] }
      await expect(
        requestPack(asking, { from: '2026-11-01', until: '2026-11-02' }),
      ).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('another organisation sees no pack and downloads none', async () => {
    const { packId } = await requestPack(club, { from: '2026-11-01', until: '2026-11-02' })
    expect(await listPacks(other, {})).toEqual([])
    await expect(downloadPack(other, { packId })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a pack that another worker finished is not finished again', async () => {
    const { packId } = await requestPack(club, { from: '2026-11-01', until: '2026-11-02' })
    const worker: Context = {
      ...club,
      actor: { kind: 'worker', job: 'build-pack' },
      roles: ['worker'],
    }
    const lost = { token: newId(), attempt: 1, isLast: false }
    await expect(buildPack(worker, packId, lost)).rejects.toMatchObject({ code: 'conflict' })
    await expect(downloadPack(club, { packId })).rejects.toMatchObject({ code: 'not_found' })
  })
})
