import '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { getChecklist } from '#lib/affiliation/get-checklist'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { closeQueue } from '#lib/jobs/enqueue'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { answerAppointment } from '#lib/register/answer-appointment'
import { offerAppointment } from '#lib/register/offer-appointment'
import { provideCredential } from '#lib/register/provide-credential'
import { verifyCredential } from '#lib/register/verify-credential'
import { day_ms, today } from '../support/audits'
import { aCheckedCoach, openTheDoor } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, anOfficer, at, withRoles } from '../support/contexts'
import { adopt, aPolicy } from '../support/policies'
import { aBodyThatAsks, aScene, check, seen } from '../support/register-people'

let body: Context
beforeAll(async () => {
  await prepareQueue()
  body = await aBodyThatAsks()
})
afterAll(closeQueue)

const notFound = (error: unknown) => isAppError(error, 'not_found')

const listOf = async (club: Context) => (await getChecklist(club, {})).checklist

/** In which group a line is, and how it stands. */
async function standing(club: Context, key: string) {
  const groups = Object.entries(await listOf(club))
  const found = groups.flatMap(([group, lines]) =>
    lines.filter((line) => line.key === key).map((line) => ({ group, line })),
  )
  expect(found).toHaveLength(1)
  return found[0]
}

describe('a club’s affiliation checklist', () => {
  test('follows somebody’s record check from missing over waiting to verified', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    const which = await offerAppointment(club, { coachId, role: 'coach', team: '' })
    expect(await standing(club, 'P11')).toMatchObject({
      ...{
        group: 'blocks',
        line: { turn: 'others', href: `/${club.organisation.slug}/coaches/${coachId}` },
      },
    })
    await answerAppointment(asCoach, { appointmentId: which, answer: 'yes' })
    expect(await standing(club, 'P11')).toMatchObject({ group: 'inOrder' })
    expect(await standing(club, 'P01')).toMatchObject({
      ...{
        group: 'blocks',
        line: { face: 'not_met', turn: 'others', words: 'Not so for Jo Coach.' },
      },
    })
    const credentialId = await provideCredential(asCoach, { coachId, ...check() })
    expect(await standing(club, 'P01')).toMatchObject({
      ...{ group: 'blocks', line: { face: 'could_not_check', turn: 'you' } },
    })
    await verifyCredential(club, { credentialId, ...seen })
    expect(await standing(club, 'P01')).toMatchObject({
      ...{ group: 'inOrder', line: { proof: 'verified', turn: 'nobody' } },
    })
    // It ends on its day by itself, whoever looked in between.
    const later = at(club, new Date(Date.now() + 37 * 31 * day_ms))
    expect(await standing(later, 'P01')).toMatchObject({
      ...{ group: 'blocks', line: { face: 'out_of_date' } },
    })
    expect((await getChecklist(club, {})).bodies).toEqual([body.organisation.name])
  })

  test('knows nothing of a coach without Zoom, and then what is wrong with theirs', async () => {
    const club = today(await aClub(body))
    expect(await standing(club, 'register')).toMatchObject({ group: 'blocks' })
    const coach = await aCheckedCoach(club)
    expect(await standing(today(club), 'zoom')).toMatchObject({ group: 'inOrder' })
    expect(await standing(today(club), 'Z02')).toMatchObject({
      ...{ group: 'inOrder', line: { proof: 'checked' } },
    })
    // Nobody looked for two days: what was so then is not known now.
    const late = at(club, new Date(Date.now() + 2 * day_ms))
    expect(await standing(late, 'zoom')).toMatchObject({ group: 'blocks' })
    expect(await standing(late, 'Z02')).toMatchObject({ line: { face: 'out_of_date' } })
    openTheDoor(coach)
    await coach.check()
    expect(await standing(today(club), 'Z02')).toMatchObject({
      ...{ group: 'blocks', line: { face: 'not_met', turn: 'others' } },
    })
  })

  test('waits for a policy from above until the club adopts it', async () => {
    const club = today(await aClub(body))
    const { versionId } = await aPolicy(body, { title: 'Photos and films' })
    expect(await standing(today(club), 'adoptions')).toMatchObject({
      ...{
        group: 'blocks',
        line: { turn: 'you', words: '“Photos and films” is not adopted yet.' },
      },
    })
    await adopt(club, versionId)
    const groups = Object.values(await listOf(today(club))).flat()
    expect(groups.map(({ key }) => key)).not.toContain('adoptions')
  })

  test('is for those who run the club: neither a coach nor the body has it', async () => {
    const { club, asCoach } = await aScene(body)
    for (const ctx of [asCoach, withRoles(club, 'coach'), body, withRoles(body, 'administrator')]) {
      await expect(getChecklist(ctx, {})).rejects.toSatisfy(notFound)
    }
    const administrator = today(await anOfficer(club, 'administrator'))
    expect((await listOf(administrator)).blocks.length).toBeGreaterThan(0)
  })

  test('says nothing of another club, and leaves nothing behind', async () => {
    const { club, asCoach, coachId } = await aScene(body)
    await provideCredential(asCoach, { coachId, ...check() })
    const other = today(await aClub(body))
    const trail = () => rowsOf('select count(*) from trail', [])
    const before = await trail()
    expect(JSON.stringify(await getChecklist(other, {}))).not.toContain('Jo Coach')
    expect(JSON.stringify(await getChecklist(club, {}))).toContain('Jo Coach')
    expect(await trail()).toEqual(before)
  })
})
