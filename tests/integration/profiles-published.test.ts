import { sandbox } from '../support/sandbox'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import { typedFrom, type TypedChoice, type TypedChoices } from '#lib/core/profiles/typed-choices'
import { controlIds, type ControlId } from '#lib/core/results'
import { closeQueue } from '#lib/jobs/enqueue'
import { findDue } from '#lib/jobs/find-due'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { askPreview } from '#lib/profiles/ask-preview'
import { getDraft } from '#lib/profiles/get-draft'
import { getRules } from '#lib/profiles/get-rules'
import { getVersion } from '#lib/profiles/get-version'
import { publishProfile } from '#lib/profiles/publish-profile'
import { saveDraft } from '#lib/profiles/save-draft'
import { startDraft } from '#lib/profiles/start-draft'
import { withdrawDraft } from '#lib/profiles/withdraw-draft'
import { aCheckedCoach, type CheckedCoach } from '../support/checked-coach'
import { day_ms, doDue, findingsOf, resultsOf, today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aGoverningBody, withRoles } from '../support/contexts'
import { asRole } from '../support/database'
import { trailOf } from '../support/trail-of'

const [builtIn] = builtInProfiles
const doRules = () => doDue(['judge-again', 'judge-preview'])
const again = 'judge-again'

/** The editor as it comes with the built-in profile, with some of its rules typed otherwise. */
const typed = (
  differs: { readonly [id in ControlId]?: Partial<TypedChoice> },
  from = builtIn.controls,
): TypedChoices =>
  Object.fromEntries(
    controlIds.map((id) => [id, { ...typedFrom(from[id], id), ...differs[id] }] as const),
  )

async function draftOf(who: Context, differs: Parameters<typeof typed>[0], from?: 'empty') {
  const { draftId } = await startDraft(today(who), { from: 'current' })
  const { choices } = await getDraft(today(who), {})
  const { revision } = await saveDraft(today(who), {
    ...{ draftId, revision: 1 },
    typed: typed(differs, from === 'empty' ? {} : choices),
  })
  return { draftId, revision }
}

async function publish(
  who: Context,
  differs: Parameters<typeof typed>[0],
  inForceFrom = '',
): Promise<{ publicationId: string; version: number; reached: number }> {
  const which = await draftOf(who, differs)
  return publishProfile(today(who), { ...which, inForceFrom, note: 'What changed.' })
}

const lastAsked = () => sandbox.world.requests().total

const dayFrom = (days: number) => new Date(Date.now() + days * day_ms).toISOString().slice(0, 10)

const profilesOf = async (club: Context) =>
  (
    await rowsOf<{ profile: string }>(
      'select distinct profile from results_current where organisation_id = $1',
      [club.organisation.id],
    )
  ).map(({ profile }) => profile)

let body: Context
let club: Context
let jo: CheckedCoach

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
  club = await aClub(body)
  jo = await aCheckedCoach(club, { differs: { settings: { 'in_meeting.annotation': true } } })
})
afterAll(closeQueue)

describe('rules that a body publishes', () => {
  test('leave their trail, reach each club, and judge it again from what was read', async () => {
    expect(await profilesOf(club)).toEqual(['nspcc-2020-cpsu@2'])
    const before = lastAsked()
    const [{ at: readAt } = { at: null }] = await rowsOf<{ at: Date }>(
      'select max(checked_at) as at from results_current where organisation_id = $1',
      [club.organisation.id],
    )
    const published = await publish(body, { Z08: { level: 'MUST' }, Z07: { level: '' } })
    expect(published).toMatchObject({ version: 1, reached: 1 })
    await doRules()
    expect(lastAsked()).toBe(before)
    expect(await profilesOf(club)).toEqual([`${body.organisation.slug}@1`])
    expect(await resultsOf(club, jo.connectionId)).toMatchObject({ Z08: 'not_met' })
    expect(await resultsOf(club, jo.connectionId)).not.toHaveProperty('Z07')
    const [row] = await rowsOf<{ checked_at: Date; level: string }>(
      `select checked_at, level from results_current
       where organisation_id = $1 and subject_id = $2 and control = 'Z08'`,
      [club.organisation.id, jo.connectionId],
    )
    expect(row).toEqual({ checked_at: readAt, level: 'MUST' })
    expect((await trailOf(body.organisation.id)).slice(-3)).toEqual([
      'profile.start_draft user',
      'profile.save_draft user',
      'profile.publish user',
    ])
    expect((await trailOf(club.organisation.id)).slice(-2)).toEqual([
      'profile.judge_again worker',
      'profile.judged_again worker',
    ])
  })

  test('are known to the club with whose they are and since when', async () => {
    const { effective } = await getRules(today(club), {})
    expect(effective.layers.map(({ source }) => source.name)).toEqual([body.organisation.name])
    expect(effective.profile.controls.Z08?.level).toBe('MUST')
    const publicationId = effective.layers[0]?.publication.id ?? ''
    expect(await getVersion(today(club), { publicationId })).toMatchObject({
      ...{ publisherName: body.organisation.name, version: 1, note: 'What changed.' },
    })
  })

  test('close what they no longer ask for as a rule withdrawn, and mend nothing', async () => {
    expect(await findingsOf(club, jo.connectionId)).toMatchObject([
      { control: 'Z08', state: 'open' },
    ])
    await publish(body, { Z08: { level: '' } })
    await doRules()
    expect(await findingsOf(club, jo.connectionId)).toMatchObject([
      { control: 'Z08', state: 'closed', close_reason: 'rule_withdrawn' },
    ])
    await publish(body, { Z08: { level: 'MUST' } })
    await doRules()
    expect(await findingsOf(club, jo.connectionId)).toMatchObject([
      { control: 'Z08', state: 'open', times_opened: 2 },
    ])
  })

  test('hold from a day that is to come, and each club is due then', async () => {
    await publish(body, { Z08: { level: 'SHOULD' } }, dayFrom(3))
    await doRules()
    expect((await getRules(today(club), {})).effective.profile.controls.Z08?.level).toBe('MUST')
    expect((await getRules(today(club), {})).announced).toHaveLength(1)
    const due = await findDue(new Date(Date.now() + 4 * day_ms), 1000)
    expect(due.filter(({ kind }) => kind === again)).toMatchObject([
      { organisationId: club.organisation.id },
    ])
    expect((await findDue(new Date(), 1000)).filter(({ kind }) => kind === again)).toEqual([])
  })

  test('that count from a later day are advice until then, and each club is due then', async () => {
    await publish(body, { Z08: { level: 'MUST', countsFrom: dayFrom(30) } })
    await doRules()
    expect((await getRules(today(club), {})).effective.profile.controls.Z08).toMatchObject({
      ...{ level: 'SHOULD', countsFrom: dayFrom(30) },
    })
    const due = await findDue(new Date(Date.now() + 31 * day_ms), 1000)
    expect(due.filter(({ kind }) => kind === again)).toHaveLength(1)
    const [finding] = await rowsOf<{ level: string }>(
      `select level from findings where organisation_id = $1 and control = 'Z08'
         and state = 'open'`,
      [club.organisation.id],
    )
    expect(finding?.level).toBe('SHOULD')
  })
})

describe('a preview', () => {
  test('counts the clubs that would newly fall short, and does not say which', async () => {
    const own = await aGoverningBody()
    const safe = await aClub(own)
    const short = await aClub(own)
    await aClub(own)
    await aCheckedCoach(safe)
    await aCheckedCoach(short, { differs: { settings: { 'in_meeting.annotation': true } } })
    const which = await draftOf(own, { Z08: { level: 'MUST' } })
    const asked = lastAsked()
    expect(await askPreview(today(own), which)).toMatchObject({ clubs: 3 })
    expect((await getDraft(today(own), {})).preview).toMatchObject({ clubs: 3, answered: 0 })
    await doRules()
    expect(lastAsked()).toBe(asked)
    expect((await getDraft(today(own), {})).preview).toMatchObject({
      ...{ clubs: 3, answered: 3, notRead: 1, newlyShort: 1 },
      byControl: [{ control: 'Z08', newlyShort: 1, newlyAdvised: 0, noLonger: 0 }],
    })
    const answers = await rowsOf<Record<string, unknown>>(
      'select * from preview_answers where organisation_id = $1',
      [own.organisation.id],
    )
    expect(JSON.stringify(answers)).not.toContain(short.organisation.id)
    // Nothing is judged by rules that are only being written.
    expect(await profilesOf(short)).toEqual(['nspcc-2020-cpsu@2'])
  })
})

describe('a club', () => {
  test('may ask for more than its body, and is judged by both', async () => {
    const own = await aGoverningBody()
    const under = await aClub(own)
    const coach = await aCheckedCoach(under)
    await publish(own, {})
    await publish(under, { Z09: { level: 'MUST' } })
    await doRules()
    expect(await profilesOf(under)).toEqual([
      `${own.organisation.slug}@1+${under.organisation.slug}@1`,
    ])
    const [row] = await rowsOf<{ level: string }>(
      `select level from results_current
       where organisation_id = $1 and subject_id = $2 and control = 'Z09'`,
      [under.organisation.id, coach.connectionId],
    )
    expect(row?.level).toBe('MUST')
  })

  test('is refused what asks for less, in words, by field', async () => {
    const own = await aGoverningBody()
    const under = await aClub(own)
    const { draftId } = await startDraft(today(under), { from: 'current' })
    for (const [differs, field] of [
      [{ Z01: { level: 'SHOULD' } }, 'controls.Z01.level'],
      [{ Z01: { level: '' } }, 'controls.Z01.level'],
      [{ Z12: { parameters: { recording: 'required' } } }, 'controls.Z12.parameters.recording'],
      [{ Z01: { acceptance_days: '30' } }, 'controls.Z01.acceptance_days'],
    ] as const) {
      await expect(
        saveDraft(today(under), { draftId, revision: 1, typed: typed(differs) }),
      ).rejects.toMatchObject({ code: 'invalid_input', problems: [{ field }] })
    }
  })

  test('that asks for less once its body asks for more is judged by its body', async () => {
    const own = await aGoverningBody()
    const under = await aClub(own)
    await publish(own, { Z01: { acceptance_days: '90' } })
    await publish(under, { Z01: { acceptance_days: '60' } })
    await publish(own, { Z01: { acceptance_days: '30' } })
    const { effective } = await getRules(today(under), {})
    expect(effective.profile.controls.Z01?.acceptance).toEqual({ longest_days: 30 })
    expect(effective.layers[1]?.ignored).toMatchObject([{ control: 'Z01', part: 'acceptance' }])
  })

  test('that joins later gets what is in force; one that left keeps it, and is judged without', async () => {
    const own = await aGoverningBody()
    await publish(own, { Z08: { level: 'MUST' } })
    const late = await aClub(own)
    expect((await getRules(today(late), {})).effective.layers).toHaveLength(1)
    await asRole('superuser', (client) =>
      client.query(
        `update affiliations set ends_at = now()
         where organisation_id = $1 or other_organisation_id = $1`,
        [late.organisation.id],
      ),
    )
    const { effective } = await getRules(today(late), {})
    expect(effective.profile).toEqual(builtIn)
    expect(
      await rowsOf('select id from profile_publications where organisation_id = $1', [
        late.organisation.id,
      ]),
    ).toHaveLength(1)
    const due = await findDue(new Date(), 1000)
    expect(due.filter(({ kind }) => kind === again)).toContainEqual(
      expect.objectContaining({ organisationId: late.organisation.id }),
    )
  })
})

describe('rules reach', () => {
  test('a club through its region, until any affiliation between ends', async () => {
    const own = await aGoverningBody()
    const under = await aClub(own)
    const region = randomUUID()
    await asRole('superuser', async (client) => {
      await client.query(
        `insert into organisations (organisation_id, kind, name, slug, created_at)
         values ($1::uuid, 'region', 'Kent', 'kent-' || $1, now())`,
        [region],
      )
      await client.query(
        `update affiliations set ends_at = now()
         where organisation_id = $1 or other_organisation_id = $1`,
        [under.organisation.id],
      )
      for (const [lower, kind, upper, name] of [
        [region, 'governing_body', own.organisation.id, 'Body'],
        [under.organisation.id, 'region', region, 'Kent'],
      ]) {
        await client.query(
          `insert into affiliations (organisation_id, id, side, other_organisation_id, other_name,
             other_kind, starts_at)
           values ($1, gen_random_uuid(), 'upper', $2, $3, $4, now()),
             ($2, gen_random_uuid(), 'lower', $1, 'Lower', 'club', now())`,
          [lower, upper, name, kind],
        )
      }
    })
    expect(await publish(own, { Z08: { level: 'MUST' } })).toMatchObject({ reached: 2 })
    expect((await getRules(today(under), {})).effective.layers).toHaveLength(1)
    await asRole('superuser', (client) =>
      client.query(
        `update affiliations set ends_at = now() where organisation_id = $1 and side = 'upper'`,
        [region],
      ),
    )
    expect((await getRules(today(under), {})).effective.layers).toHaveLength(0)
  })
})

describe('writing rules', () => {
  test('is for those who look after safety; coaches and clubs may read what holds', async () => {
    const input = { from: 'built_in' } as const
    for (const role of ['coach', 'administrator', 'auditor', 'worker', 'person'] as const) {
      await expect(startDraft(withRoles(today(body), role), input)).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    await getRules(today(jo.inClub), {})
    await expect(getRules(withRoles(today(club), 'auditor'), {})).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('of another organisation is not found', async () => {
    const [own, other] = [await aGoverningBody(), await aGoverningBody()]
    const which = await draftOf(own, {})
    for (const act of [
      () => saveDraft(today(other), { ...which, typed: {} }),
      () => withdrawDraft(today(other), which),
      () => askPreview(today(other), which),
      () => publishProfile(today(other), { ...which, inForceFrom: '', note: 'Mine' }),
      () => getDraft(today(other), {}),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'not_found' })
    }
    const { publicationId } = await publishProfile(today(own), {
      ...which,
      ...{ inForceFrom: '', note: 'Ours' },
    })
    await expect(getVersion(today(other), { publicationId })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('by two at once is a conflict for the second, who loses nothing', async () => {
    const own = await aGoverningBody()
    const which = await draftOf(own, {})
    await expect(startDraft(today(own), { from: 'current' })).rejects.toMatchObject({
      code: 'conflict',
    })
    const stale = { ...which, revision: 1 }
    for (const act of [
      () => saveDraft(today(own), { ...stale, typed: typed({}) }),
      () => withdrawDraft(today(own), stale),
      () => askPreview(today(own), stale),
      () => publishProfile(today(own), { ...stale, inForceFrom: '', note: 'Old' }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'conflict' })
    }
    await withdrawDraft(today(own), which)
    await expect(saveDraft(today(own), { ...which, typed: {} })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await trailOf(own.organisation.id)).toContain('profile.withdraw_draft user')
  })

  test('nobody publishes in another’s name, or changes what is published', async () => {
    await asRole('app', async (client) => {
      await client.query('begin')
      await client.query("select set_config('app.organisation_id', $1, true)", [
        club.organisation.id,
      ])
      await expect(
        client.query(
          `insert into profile_publications (organisation_id, id, publisher_organisation_id, profile,
             version, document, note, published_at, in_force_from)
           values ($1, gen_random_uuid(), $2, 'p', 99, '{}', 'n', now(), now())`,
          [club.organisation.id, body.organisation.id],
        ),
      ).rejects.toThrow(/row-level security/)
      await client.query('rollback')
    })
    await asRole('superuser', async (client) => {
      await expect(client.query('update profile_publications set version = 7')).rejects.toThrow(
        /append-only/,
      )
    })
  })
})
