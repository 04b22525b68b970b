import '../support/sandbox'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { profileLabel } from '#lib/core/profiles/profile-label'
import { standing } from '#lib/core/profiles/tighten'
import { closeQueue } from '#lib/jobs/enqueue'
import { findDue } from '#lib/jobs/find-due'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { askPreview } from '#lib/profiles/ask-preview'
import { getDraft } from '#lib/profiles/get-draft'
import { getRules } from '#lib/profiles/get-rules'
import { getVersion } from '#lib/profiles/get-version'
import { aCheckedCoach, type CheckedCoach } from '../support/checked-coach'
import { day_ms, findingsOf, resultsOf, today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aGoverningBody } from '../support/contexts'
import { asRole } from '../support/database'
import {
  builtIn,
  dayFrom,
  doRules,
  draftOf,
  lastAsked,
  profilesOf,
  publish,
} from '../support/rules'
import { trailOf } from '../support/trail-of'

const again = 'judge-again'

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
    expect(await profilesOf(club)).toEqual([profileLabel(builtIn)])
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
    expect((await trailOf(club.organisation.id)).slice(-3)).toEqual([
      'profile.judge_again worker',
      'register.judge_people worker',
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
    expect(await profilesOf(short)).toEqual([profileLabel(builtIn)])
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
    const by = today(late)
    const { effective } = await getRules(by, {})
    expect(effective.profile).toEqual({
      ...builtIn,
      controls: standing(builtIn.controls, by.now),
    })
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

test('a club is judged again when the older of its bodies leaves, though that said nothing', async () => {
  const [silent, heard] = [await aGoverningBody(), await aGoverningBody()]
  const between = await aClub(silent)
  const { organisation } = between
  await asRole('superuser', (client) =>
    client.query(
      `insert into affiliations (organisation_id, id, side, other_organisation_id, other_name,
         other_kind, starts_at)
       values ($1, gen_random_uuid(), 'upper', $2, 'Heard', 'governing_body', now()),
         ($2, gen_random_uuid(), 'lower', $1, 'Between', 'club', now())`,
      [organisation.id, heard.organisation.id],
    ),
  )
  await publish(heard, { Z07: { level: '' } })
  await doRules()
  const isDue = async () =>
    (await findDue(new Date(), 1000)).some(
      (due) => due.kind === again && due.organisationId === organisation.id,
    )
  expect(await isDue()).toBe(false)
  expect((await getRules(today(between), {})).effective.profile.controls).toHaveProperty('Z07')
  await asRole('superuser', (client) =>
    client.query(
      `update affiliations set ends_at = now()
       where organisation_id = $1 and other_organisation_id = $2`,
      [organisation.id, silent.organisation.id],
    ),
  )
  expect(await isDue()).toBe(true)
  const { effective } = await getRules(today(between), {})
  expect(effective.profile.controls).not.toHaveProperty('Z07')
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
