import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inTenant } from '#db/tenant'
import { changeCoach } from '#lib/coaches/change-coach'
import { endCoach } from '#lib/coaches/end-coach'
import { listCoaches } from '#lib/coaches/list-coaches'
import { listTags } from '#lib/coaches/list-tags'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { appPool } from '#lib/database/pools'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { withdrawPolicy } from '#lib/policies/withdraw-policy'
import { listClubs } from '#lib/roll-ups/list-clubs'
import { beginDrill } from '#lib/sign-offs/begin-drill'
import { judgeSigned } from '#lib/sign-offs/judge-signed'
import { signedDue } from '#lib/sign-offs/signed-due'
import { declineSignOff } from '#lib/sign-offs/say-no-or-ask'
import { makeStatement } from '#lib/statements/make-statement'
import { prepareStatement } from '#lib/statements/prepare-statement'
import { day_ms, tellStatuses, today } from '../support/audits'
import { rowsOf } from '../support/connections'
import { aClub, aCoach, aGoverningBody, at, newEmail, type Coach } from '../support/contexts'
import { dueAt, leaseAt, makeDue } from '../support/notices'
import { nothing, prove } from '../support/past'
import { openOf } from '../support/register-people'
import { publish } from '../support/rules'
import { aPolicy, askAt, signsAt, toSignIds } from '../support/sign-offs'
import { trailOf } from '../support/trail-of'
import { untilSomebodyWaits } from '../support/until-somebody-waits'
import { workerContext } from '../support/worker-context'

const notFound = (error: unknown) => isAppError(error, 'not_found')
const inDays = (days: number) => new Date(Date.now() + days * day_ms)

let body: Context
beforeAll(async () => {
  await prepareQueue()
  body = await aGoverningBody()
  const must = { level: 'MUST', countsFrom: '', statement_days: '90' } as const
  await publish(body, {
    ...{ G03: must, G01: must, M19: must, M17: must },
    G07: { level: 'SHOULD', statement_days: '', parameters: { renewal_months: '12' } },
    G06: { ...must, countsFrom: inDays(100).toISOString().slice(0, 10) },
  })
})
afterAll(closeQueue)

/** Asks and judges what is due for a club at a moment; how often it judged. */
async function workAt(club: Context, now: Date): Promise<number> {
  await askAt(club, now)
  const { id } = club.organisation
  for (let times = 0; ; times += 1) {
    const held = await leaseAt('judge-signed', id, id, now)
    if (!held) return times
    await judgeSigned(await workerContext('judge-signed', id, now), id, held)
  }
}

type Row = { control: string; result: string; reason: string | null; proof: string }
const resultsOf = async (subjectId: string) =>
  Object.fromEntries(
    (
      await rowsOf<Row & { until: Date | null }>(
        `select control, result, reason, proof, stated_until as until from results_current
         where subject_id = $1 and subject_kind in ('coach', 'club') order by control`,
        [subjectId],
      )
    ).map(({ control, ...row }) => [control, row]),
  )

type Scene = { club: Context; coach: Coach; policyId: string }
/** A club with a coach who is asked to sign its code. */
async function aScene(rules = ['G03', 'G01']): Promise<Scene> {
  const club = today(await aClub(body))
  const coach = await aCoach(club)
  const policyId = await aPolicy(today(club), { rules })
  await workAt(club, inDays(0))
  return { club, coach, policyId }
}
const signs = async ({ coach }: Scene, now: Date) => {
  const [requestId = ''] = await toSignIds(coach.inClub, now)
  return signsAt(coach.inClub, requestId, now)
}
const rollUpOf = async ({ organisation: { name } }: Context, now: Date) =>
  (await listClubs(at(body, now), {})).clubs.find((each) => each.name === name)

describe('what somebody signs', () => {
  test('is not known while there is time, opens a finding once it is overdue, and closes it when signed', async () => {
    const scene = await aScene()
    const { club, coach } = scene
    expect(await resultsOf(coach.coachId)).toMatchObject({
      G03: { result: 'could_not_check', reason: 'not_signed_yet', proof: 'signed' },
    })
    expect(await openOf(club, coach.coachId)).toEqual([])
    // Due in 28 days, and 14 days of grace after that: then it is looked at by itself.
    await workAt(club, inDays(41.9))
    expect(await openOf(club, coach.coachId)).toEqual([])
    expect(await workAt(club, inDays(42.1))).toBe(1)
    expect(await openOf(club, coach.coachId)).toEqual(['G03'])
    expect(await prove(club)).toEqual(nothing)
    await signs(scene, inDays(43))
    expect(await workAt(club, inDays(43))).toBe(1)
    expect(await openOf(club, coach.coachId)).toEqual([])
    const [met] = await rowsOf<{ because: string; close: string }>(
      `select r.because, f.close_reason as close from results_current r
       join findings f on f.subject_id = r.subject_id and f.control = r.control
       where r.subject_id = $1 and r.control = 'G03'`,
      [coach.coachId],
    )
    expect(met?.close).toBe('mended')
    expect(met?.because).toMatch(/^They agreed to “Code of conduct” on /)
    expect(await prove(club)).toEqual(nothing)
  })

  test('blocks the club with its governing body until it is signed, and no roll-up differs from a rebuild', async () => {
    const scene = await aScene()
    const before = await rollUpOf(scene.club, inDays(1))
    await workAt(scene.club, inDays(43))
    await tellStatuses()
    const late = await rollUpOf(scene.club, inDays(44))
    expect((late?.blocking ?? 0) - (before?.blocking ?? 0)).toBe(1)
    expect(await prove(scene.club)).toEqual(nothing)
    await signs(scene, inDays(44))
    await workAt(scene.club, inDays(44))
    await tellStatuses()
    expect((await rollUpOf(scene.club, inDays(45)))?.blocking).toBe(before?.blocking)
  })

  test('is not met by who says no, and asked no more when the policy is withdrawn', async () => {
    const scene = await aScene()
    const { club, coach, policyId } = scene
    const [requestId = ''] = await toSignIds(coach.inClub, inDays(1))
    await declineSignOff(at(coach.inClub, inDays(1)), { requestId, why: '' })
    await workAt(club, inDays(1))
    expect(await openOf(club, coach.coachId)).toEqual(['G03'])
    await withdrawPolicy(at(club, inDays(2)), { policyId, why: 'We have another one.' })
    await workAt(club, inDays(2))
    expect(await openOf(club, coach.coachId)).toEqual([])
    // Now it is the club of which nobody knows.
    expect((await resultsOf(club.organisation.id))['G03']).toMatchObject({
      ...{ result: 'could_not_check', reason: 'not_stated' },
    })
  })

  test('is asked again after a year by itself, and late again where they do not', async () => {
    const scene = await aScene()
    const { club, coach } = scene
    await signs(scene, inDays(1))
    await workAt(club, inDays(1))
    expect(await toSignIds(coach.inClub, inDays(300))).toEqual([])
    await workAt(club, inDays(340))
    expect(await toSignIds(coach.inClub, inDays(340))).toHaveLength(1)
    expect(await resultsOf(coach.coachId)).toMatchObject({ G03: { result: 'met' } })
    await workAt(club, inDays(368))
    expect(await resultsOf(coach.coachId)).toMatchObject({ G03: { result: 'could_not_check' } })
    await workAt(club, inDays(400))
    expect((await openOf(club, coach.coachId)).toSorted()).toEqual(['G03', 'G07'])
    await signs(scene, inDays(401))
    await workAt(club, inDays(401))
    expect(await openOf(club, coach.coachId)).toEqual([])
    expect(await toSignIds(coach.inClub, inDays(402))).toEqual([])
  })

  test('of a rule that is announced breaks nothing before its day, and does from it on', async () => {
    const { club, coach } = await aScene(['G06'])
    await workAt(club, inDays(50))
    expect((await resultsOf(coach.coachId))['G06']?.result).toBe('not_applicable')
    expect(await openOf(club, coach.coachId)).toEqual([])
    await makeDue('judge-signed', club, club.organisation.id, inDays(101))
    await workAt(club, inDays(101))
    expect(await openOf(club, coach.coachId)).toEqual(['G06'])
  })

  test('leaves with them, and other rules of theirs stay as they are', async () => {
    const { club, coach } = await aScene()
    await workAt(club, inDays(43))
    await endCoach(at(club, inDays(44)), { coachId: coach.coachId })
    await workAt(club, inDays(44))
    expect(await resultsOf(coach.coachId)).toEqual({})
    expect(await openOf(club, coach.coachId)).toEqual([])
  })
})

describe('what the club answers', () => {
  test('is met by its policy, and by its word until that lapses', async () => {
    const { club } = await aScene()
    const results = await resultsOf(club.organisation.id)
    expect(results).toMatchObject({
      G01: { result: 'met', proof: 'signed' },
      M17: { result: 'could_not_check', reason: 'not_stated' },
      M19: { result: 'could_not_check', reason: 'not_stated' },
    })
    const of = { rule: 'M17', subjectKind: 'club', subjectId: club.organisation.id } as const
    const { words } = await prepareStatement(club, { ...of, equivalentKey: null })
    await makeStatement(club, {
      ...{ ...of, equivalentKey: null, wordsVersion: words.version, replaces: null, agreed: 'yes' },
    })
    await workAt(club, inDays(1))
    expect((await resultsOf(club.organisation.id))['M17']).toMatchObject({
      ...{ result: 'met', proof: 'stated', until: expect.any(Date) },
    })
    await workAt(club, inDays(101))
    expect((await resultsOf(club.organisation.id))['M17']?.result).toBe('could_not_check')
    expect(await prove(club)).toEqual(nothing)
  })

  test('leaves the drill to who holds sessions once it has begun', async () => {
    const scene = await aScene()
    const { club, coach } = scene
    await signs(scene, inDays(1))
    await beginDrill(at(club, inDays(1)))
    await workAt(club, inDays(1))
    expect((await resultsOf(coach.coachId))['M19']?.result).toBe('could_not_check')
    expect(await openOf(club, club.organisation.id)).not.toContain('M19')
    await signs(scene, inDays(2))
    await workAt(club, inDays(2))
    expect((await resultsOf(coach.coachId))['M19']).toMatchObject({
      result: 'met',
      proof: 'signed',
    })
    expect(await prove(club)).toEqual(nothing)
  })
})

describe('tags of the club’s own', () => {
  test('say whom a policy is for, as soon as somebody has one, and find them on the list', async () => {
    const club = today(await aClub(body))
    const [tagged, other] = [await aCoach(club), await aCoach(club, undefined, 'Ann Other')]
    await aPolicy(today(club), { rules: ['G03'], audienceTags: 'summer camp' })
    await workAt(club, inDays(0))
    expect(await toSignIds(tagged.inClub, inDays(1))).toEqual([])
    const known = { name: 'Jo Coach', email: newEmail(), teams: '', coachesUnder18sOnline: true }
    const { coachId } = tagged
    await changeCoach(at(club, inDays(1)), { coachId, ...known, tags: 'Volunteer, Summer Camp' })
    await workAt(club, inDays(1))
    expect(await toSignIds(tagged.inClub, inDays(1))).toHaveLength(1)
    expect(await toSignIds(other.inClub, inDays(1))).toEqual([])
    const names = async (tag?: string) =>
      (await listCoaches(club, { tag })).items.map(({ name }) => name)
    expect(await listTags(club, {})).toEqual(['Summer Camp', 'Volunteer'])
    expect([await names('summer camp'), await names('Summer')]).toEqual([['Jo Coach'], []])
    expect(await names()).toHaveLength(2)
    // Who changes something else leaves them; a coach and another club read none.
    await changeCoach(at(club, inDays(2)), { coachId, ...known })
    expect(await listTags(club, {})).toHaveLength(2)
    await expect(listTags(tagged.inClub, {})).rejects.toSatisfy(notFound)
    expect(await listTags(today(await aClub(body)), {})).toEqual([])
  })
})

describe('the work itself', () => {
  test('changes nothing when it is done again, and leaves its trail', async () => {
    const { club } = await aScene()
    const count = () =>
      rowsOf('select count(*)::int from result_changes where organisation_id = $1', [
        club.organisation.id,
      ])
    const before = await count()
    await rowsOf(
      `update system.due set at = now() where kind = 'judge-signed' and subject_id = $1 returning 1`,
      [club.organisation.id],
    )
    expect(await workAt(club, inDays(0.1))).toBe(1)
    expect(await count()).toEqual(before)
    expect((await trailOf(club.organisation.id)).at(-1)).toBe('sign_off.judge worker')
    expect(await dueAt('judge-signed', club.organisation.id)).toBeInstanceOf(Date)
  })

  test('waits for nobody who waits for it: whoever holds a person may say that it is due', async () => {
    const { club, coach } = await aScene()
    const { id } = club.organisation
    const now = inDays(0.1)
    // What was signed is on its way: the person's row is held, and nothing has been said yet.
    await rowsOf(
      `update system.due set at = now() where kind = 'judge-signed' and subject_id = $1 returning 1`,
      [id],
    )
    await rowsOf('delete from results_current where organisation_id = $1 returning 1', [id])
    const held = await leaseAt('judge-signed', id, id, now)
    if (!held) throw new Error('it is not due')
    const worker = await workerContext('judge-signed', id, now)
    let judged: Promise<void> | undefined
    await inTenant(appPool(), id, async (tx) => {
      await tx.execute(sql`select from coaches where id = ${coach.coachId}::uuid for update`)
      judged = judgeSigned(worker, id, held)
      await untilSomebodyWaits()
      await signedDue(tx, club)
    })
    await judged
    // It was said meanwhile: it is done again.
    expect(await leaseAt('judge-signed', id, id, now)).not.toBeNull()
  })
})
