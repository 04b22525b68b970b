import '../support/sandbox'
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { postponeAdoption } from '#lib/policies/adopt-policy'
import { getPolicy } from '#lib/policies/get-policy'
import { getPolicyFile } from '#lib/policies/get-policy-file'
import { listAdoptions } from '#lib/policies/list-adoptions'
import { listPolicies } from '#lib/policies/list-policies'
import { policiesAtHome } from '#lib/policies/policies-at-home'
import { withdrawPolicy } from '#lib/policies/withdraw-policy'
import { listStatements } from '#lib/statements/list-statements'
import { rowsOf } from '../support/connections'
import { aClub, aGoverningBody, anOfficer, at } from '../support/contexts'
import { asRole } from '../support/database'
import { aPolicy, adopt } from '../support/policies'
import { publish } from '../support/rules'
import { trailOf } from '../support/trail-of'

const today = (ctx: Context) => at(ctx, new Date())
const pdf = new TextEncoder().encode('%PDF-1.7 from above')

let body: Context
let club: Context

beforeAll(async () => {
  body = await aGoverningBody()
  club = await aClub(body)
})

const toAdopt = async (ctx: Context) =>
  (await policiesAtHome(today(ctx), {})).toAdopt.map(({ policyId }) => policyId)

const adoptionsOf = async (ctx: Context, policyId: string, asked = {}) =>
  (await listAdoptions(today(ctx), { policyId, ...asked })).items.map((each) => [
    each.clubName,
    each.state,
  ])

const recordsOf = (organisationId: string, policyId: string) =>
  rowsOf<{ record: Record<string, unknown> }>(
    `select record::jsonb as record from evidence_records where organisation_id = $1
       and kind = 'adoption' and record::jsonb ->> 'policy' = $2 order by recorded_at`,
    [organisationId, policyId],
  )

const under = (lower: string, kind: string, upper: string) =>
  asRole('superuser', (client) =>
    client.query(
      `insert into affiliations (organisation_id, id, side, other_organisation_id, other_name,
         other_kind, starts_at)
       values ($1, gen_random_uuid(), 'upper', $2, 'Upper', $3, now()),
         ($2, gen_random_uuid(), 'lower', $1, 'Lower', 'club', now())`,
      [lower, upper, kind],
    ),
  )

const leave = ({ organisation: { id } }: Context) =>
  asRole('superuser', (client) =>
    client.query(
      `update affiliations set ends_at = now()
       where ends_at is null and (organisation_id = $1 or other_organisation_id = $1)`,
      [id],
    ),
  )

describe('a policy of a body', () => {
  test('reaches each club, and holds there once it is adopted, by name and on record', async () => {
    const { policyId, versionId, reached } = await aPolicy(body, { format: 'pdf', pdf })
    expect(reached).toBe(1)
    expect(await toAdopt(club)).toContain(policyId)
    expect((await getPolicy(today(club), { policyId })).holds).toBeNull()
    // The bytes stand with their publisher alone, and are the same here.
    const { bytes } = await getPolicyFile(today(club), { policyId, versionId })
    expect(new Uint8Array(bytes)).toEqual(pdf)
    await adopt(club, versionId)
    expect((await trailOf(club.organisation.id)).at(-1)).toBe('policy.adopt user')
    expect(await toAdopt(club)).not.toContain(policyId)
    const { holds, shown } = await getPolicy(today(club), { policyId })
    expect(holds?.id).toBe(versionId)
    expect(await recordsOf(club.organisation.id, policyId)).toMatchObject([
      {
        record: {
          ...{ decision: 'adopted', policy_version: versionId, sha256: shown.sha256 },
          by: club.actor.kind === 'user' ? club.actor.userId : '',
        },
      },
    ])
    expect(await adoptionsOf(body, policyId)).toEqual([[club.organisation.name, 'adopted']])
  })

  test('is adopted once, however often and by whomever it is pressed', async () => {
    const { policyId, versionId } = await aPolicy(body)
    const second = await anOfficer(club)
    const done = await Promise.all([
      adopt(club, versionId),
      adopt(club, versionId),
      adopt(second, versionId),
    ])
    expect(new Set(done.map(({ adoptionId }) => adoptionId)).size).toBe(1)
    expect(await recordsOf(club.organisation.id, policyId)).toHaveLength(1)
  })

  test('is not adopted yet for a reason, which the body reads, and stays to do', async () => {
    const { policyId, versionId } = await aPolicy(body)
    const why = 'The committee meets in May.'
    await postponeAdoption(today(club), { versionId, why })
    expect((await trailOf(club.organisation.id)).at(-1)).toBe('policy.postpone user')
    expect(await toAdopt(club)).toContain(policyId)
    const { items, counts } = await listAdoptions(today(body), { policyId })
    expect(items).toMatchObject([{ state: 'not_yet', why }])
    expect(counts).toEqual({ clubs: 1, adopted: 0, notYet: 1 })
    await adopt(club, versionId)
    expect(await adoptionsOf(body, policyId)).toEqual([[club.organisation.name, 'adopted']])
    await expect(postponeAdoption(today(club), { versionId, why })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await recordsOf(club.organisation.id, policyId)).toHaveLength(2)
  })

  test('asks again after a material change, and not after a minor one', async () => {
    const { policyId, versionId } = await aPolicy(body)
    await adopt(club, versionId)
    const change = { whatChanged: 'A word.', change: 'minor', markdown: 'Two.' } as const
    const minor = await aPolicy(body, change, policyId)
    expect(await toAdopt(club)).not.toContain(policyId)
    expect((await getPolicy(today(club), { policyId })).holds?.id).toBe(minor.versionId)
    expect(await adoptionsOf(body, policyId)).toEqual([[club.organisation.name, 'adopted']])
    const material = await aPolicy(body, { ...change, change: 'material' }, policyId)
    expect(await toAdopt(club)).toContain(policyId)
    expect((await getPolicy(today(club), { policyId })).holds?.id).toBe(minor.versionId)
    expect(await adoptionsOf(body, policyId)).toEqual([[club.organisation.name, 'waiting']])
    await expect(adopt(club, minor.versionId)).rejects.toMatchObject({ code: 'conflict' })
    await adopt(club, material.versionId)
    expect((await getPolicy(today(club), { policyId })).holds?.id).toBe(material.versionId)
    const earlier = { versionId: minor.versionId }
    expect(await adoptionsOf(body, policyId, earlier)).toEqual([
      [club.organisation.name, 'adopted'],
    ])
  })

  test('that is withdrawn is so everywhere, and can be adopted no more', async () => {
    const own = await aPolicy(body)
    const open = await aPolicy(body)
    await adopt(club, own.versionId)
    for (const { policyId } of [own, open]) {
      await withdrawPolicy(today(body), { policyId, why: 'Replaced.' })
    }
    const { policy, holds, said } = await getPolicy(today(club), { policyId: own.policyId })
    expect([policy.withdrawnWhy, holds, said.length]).toEqual(['Replaced.', null, 1])
    expect(await toAdopt(club)).not.toContain(open.policyId)
    await expect(adopt(club, open.versionId)).rejects.toMatchObject({ code: 'conflict' })
    const withdrawn = (await listPolicies(today(club), {})).policies.filter(
      ({ withdrawnAt }) => withdrawnAt !== null,
    )
    expect(withdrawn.map(({ policyId }) => policyId).toSorted()).toEqual(
      [own.policyId, open.policyId].toSorted(),
    )
  })

  test('cannot be changed or published by a club in its name', async () => {
    const { policyId } = await aPolicy(body)
    const { id } = club.organisation
    await asRole('app', async (client) => {
      await client.query('begin')
      await client.query("select set_config('app.organisation_id', $1, true)", [id])
      const changed = await client.query("update policies set title = 'Ours' where id = $1", [
        policyId,
      ])
      expect(changed.rowCount).toBe(0)
      await expect(
        client.query(
          `insert into policies (organisation_id, id, publisher_organisation_id, publisher_kind,
             publisher_name, title, created_at)
           values ($1, gen_random_uuid(), $2, 'governing_body', 'B', 'T', now())`,
          [id, body.organisation.id],
        ),
      ).rejects.toThrow(/row-level security/)
      await client.query('rollback')
    })
    expect(
      await rowsOf('select 1 from policies where id = $1 and title = $2', [policyId, 'Ours']),
    ).toEqual([])
  })
})

describe('a club that comes and goes', () => {
  test('gets what is in force when it joins, and keeps its copies when it leaves', async () => {
    const own = await aGoverningBody()
    const old = await aPolicy(own)
    const gone = await aPolicy(own)
    await withdrawPolicy(today(own), { policyId: gone.policyId, why: 'Old.' })
    const change = { whatChanged: 'A word.', change: 'material' } as const
    const now = await aPolicy(own, change, old.policyId)
    const late = await aClub(await aGoverningBody())
    await leave(late)
    await under(late.organisation.id, 'governing_body', own.organisation.id)
    expect(await toAdopt(late)).toEqual([old.policyId])
    const { versions } = await getPolicy(today(late), { policyId: old.policyId })
    expect(versions.map(({ id }) => id)).toEqual([now.versionId])
    await adopt(late, now.versionId)
    await leave(late)
    const kept = await getPolicy(today(late), { policyId: old.policyId })
    expect([kept.isAbove, kept.holds?.id]).toEqual([false, now.versionId])
    const { items, counts } = await listAdoptions(today(own), {
      ...{ policyId: old.policyId, group: 'left' },
    })
    expect(items).toMatchObject([{ state: 'adopted', clubName: late.organisation.name }])
    expect(counts.clubs).toBe(0)
    await aPolicy(own, change, old.policyId)
    expect((await getPolicy(today(late), { policyId: old.policyId })).versions).toHaveLength(1)
    await under(late.organisation.id, 'governing_body', own.organisation.id)
    expect(await toAdopt(late)).toEqual([old.policyId])
    expect(await adoptionsOf(own, old.policyId)).toEqual([[late.organisation.name, 'waiting']])
  })

  test('through its region: the region sees it too, until the region leaves', async () => {
    const own = await aGoverningBody()
    const kent = randomUUID()
    await asRole('superuser', (client) =>
      client.query(
        `insert into organisations (organisation_id, kind, name, slug, created_at)
         values ($1::uuid, 'region', 'Kent', 'kent-' || $1, now())`,
        [kent],
      ),
    )
    const organisation = { id: kent, kind: 'region', name: 'Kent', slug: `kent-${kent}` } as const
    const region: Context = { ...own, organisation }
    const before = await aPolicy(own)
    const inKent = await aClub(own)
    await adopt(inKent, before.versionId)
    await leave(inKent)
    await under(kent, 'governing_body', own.organisation.id)
    await under(inKent.organisation.id, 'region', kent)
    const name = inKent.organisation.name
    expect(await adoptionsOf(region, before.policyId)).toEqual([[name, 'adopted']])
    const theirs = await aPolicy(region, { title: 'Of the region' })
    expect(theirs.reached).toBe(1)
    expect(await toAdopt(inKent)).toEqual([theirs.policyId])
    await expect(listAdoptions(today(own), { policyId: theirs.policyId })).rejects.toMatchObject({
      code: 'not_found',
    })
    await leave(region)
    expect(await adoptionsOf(region, before.policyId)).toEqual([])
    expect(await adoptionsOf(region, before.policyId, { group: 'left' })).toEqual([
      [name, 'adopted'],
    ])
  })
})

test('a policy that holds answers the rules that it is tied to, as far as people have agreed', async () => {
  const own = await aGoverningBody()
  const under18s = await aClub(own)
  const asked = { level: 'MUST', statement_days: '365' }
  await publish(own, { G01: asked, G02: asked, G04: asked })
  const states = async () =>
    Object.fromEntries(
      (await listStatements(today(under18s), {})).asked
        .filter(({ rule }) => rule in open)
        .map((each) => [each.rule, each.state]),
    )
  const open = { G01: 'not_stated', G02: 'not_stated', G04: 'not_stated' }
  const { versionId, policyId } = await aPolicy(own, { rules: ['G02', 'G04'] })
  expect(await states()).toEqual(open)
  await adopt(under18s, versionId)
  expect(await states()).toEqual({ ...open, G02: 'partly_signed', G04: 'signed' })
  const [answer] = (await listStatements(today(under18s), {})).asked.filter(
    ({ rule }) => rule === 'G04',
  )
  expect(answer).toMatchObject({ by: 'You', policy: { policyId, title: 'Online safety' } })
  await withdrawPolicy(today(own), { policyId, why: 'Old.' })
  expect(await states()).toEqual(open)
})

test('a body with many clubs reads them a page at a time, each once', async () => {
  const own = await aGoverningBody()
  await aClub(own)
  const { policyId, versionId } = await aPolicy(own)
  await asRole('superuser', (client) =>
    client.query(
      `insert into club_adoptions (organisation_id, id, policy_id, version_id,
         club_organisation_id, club_name, state, delivered_at)
       select $1, gen_random_uuid(), $2, $3, gen_random_uuid(), 'Same name', 'waiting', now()
       from generate_series(1, 119)`,
      [own.organisation.id, policyId, versionId],
    ),
  )
  const seen: string[] = []
  let after: string | undefined
  let pages = 0
  do {
    const page = await listAdoptions(today(own), { policyId, ...(after ? { after } : {}) })
    seen.push(...page.items.map(({ clubId }) => clubId))
    after = page.next
    pages += 1
  } while (after !== undefined)
  expect([pages, new Set(seen).size, seen.length]).toEqual([3, 120, 120])
  expect(await adoptionsOf(own, policyId, { name: 'hartley' })).toHaveLength(1)
})
