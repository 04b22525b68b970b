import '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { askingLimits } from '#lib/core/asking-limits'
import { differences } from '#lib/core/profiles/rule-words'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { askPreview } from '#lib/profiles/ask-preview'
import { getDraft } from '#lib/profiles/get-draft'
import { getRules } from '#lib/profiles/get-rules'
import { getVersion } from '#lib/profiles/get-version'
import { publishProfile } from '#lib/profiles/publish-profile'
import { saveDraft } from '#lib/profiles/save-draft'
import { startDraft } from '#lib/profiles/start-draft'
import { withdrawDraft } from '#lib/profiles/withdraw-draft'
import { today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, at, withRoles } from '../support/contexts'
import { asRole } from '../support/database'
import { dayFrom, draftOf, publish, typed } from '../support/rules'
import { trailOf } from '../support/trail-of'

let body: Context
let club: Context

beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
  club = await aClub(body)
})
afterAll(closeQueue)

describe('writing rules', () => {
  test('is for those who look after safety; coaches and clubs may read what holds', async () => {
    const input = { from: 'built_in' } as const
    for (const role of ['coach', 'auditor', 'worker', 'person'] as const) {
      await expect(startDraft(withRoles(today(body), role), input)).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    for (const role of ['welfare_officer', 'administrator', 'safeguarding_lead'] as const) {
      const who = withRoles(today(body), role)
      const { draftId } = await startDraft(who, input)
      await withdrawDraft(who, { draftId, revision: 1 })
    }
    const { inClub } = await aCoach(club)
    await getRules(today(inClub), {})
    await expect(getRules(withRoles(today(club), 'auditor'), {})).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('of a club is refused what asks for less, in words, by field', async () => {
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

  test('of a body is held against what it published, with what counts from a day to come', async () => {
    const own = await aGoverningBody()
    const day = dayFrom(40)
    await publish(own, { Z01: { level: 'MUST', countsFrom: day } })
    await startDraft(today(own), { from: 'current' })
    const { inForce, choices } = await getDraft(today(own), {})
    expect(inForce.Z01).toMatchObject({ level: 'MUST', countsFrom: day })
    expect(differences(inForce, choices)).toEqual([])
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

  test.each([
    ['profile.ask_preview', askingLimits.previewsADay, askPreview],
    [
      'profile.publish',
      askingLimits.publicationsADay,
      (ctx: Context, which: Awaited<ReturnType<typeof draftOf>>) =>
        publishProfile(ctx, { ...which, inForceFrom: '', note: 'Once more' }),
    ],
  ] as const)('%s is done so often in a day, by one organisation', async (name, limit, act) => {
    const [busy, other] = [await aGoverningBody(), await aGoverningBody()]
    await rowsOf(
      `insert into trail (organisation_id, id, at, actor_user_id, actor, command, subject_kind, detail)
       select $1, uuidv7(), $2, null, 'user', $3, 'profile', '{}' from generate_series(1, $4::integer)`,
      [busy.organisation.id, today(busy).now, name, limit.count],
    )
    const which = await draftOf(busy, {})
    await expect(act(today(busy), which)).rejects.toMatchObject({ code: 'too_many_attempts' })
    await act(today(other), await draftOf(other, {}))
    await act(at(busy, new Date(today(busy).now.getTime() + 25 * 60 * 60 * 1000)), which)
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
