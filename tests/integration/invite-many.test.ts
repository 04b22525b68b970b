import { beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { clubFirstRunOf } from '#lib/first-run/club-first-run'
import { acceptInvitation } from '#lib/invitations/accept-invitation'
import { inviteCoaches } from '#lib/invitations/invite-coaches'
import { listToInvite } from '#lib/invitations/list-to-invite'
import { handle } from '../../workers/handlers'
import { aClub, aGoverningBody, aPerson, at, nextMoment, withRoles } from '../support/contexts'
import { drafted, written } from '../support/imports'
import { mailTo, tokenMailedTo } from '../support/outbox'

let body: Context
let other: Context

beforeAll(async () => {
  body = await aGoverningBody()
  other = await aClub(body)
})

const file = `Name,E-mail,Team,Under 18s online
Sam Okafor,sam@example.org,Under 12s,yes
Priya Rao,priya@example.org,,no
`

test('the first steps of a club follow from what it has, and where its file was left', async () => {
  const club = await aClub(body)
  const steps = async () => {
    const { steps: all, begun } = await clubFirstRunOf(club, { toAdopt: 0 })
    return { states: all.map(({ id, state }) => `${id} ${state}`), draft: begun.draftImportId }
  }
  const first = ['people now', 'invite later', 'zoom later', 'second_officer later']
  expect(await steps()).toEqual({ states: first, draft: null })
  const importId = await drafted(club, file)
  expect(await steps()).toEqual({ states: first, draft: importId })
  await written(club, importId)
  await inviteCoaches(at(club, nextMoment()), { who: 'not_invited' })
  expect(await steps()).toEqual({
    ...{ states: ['people done', 'invite waiting', 'zoom waiting', 'second_officer now'] },
    draft: null,
  })
  const missing = { code: 'not_found' }
  await expect(clubFirstRunOf(withRoles(club, 'coach'), { toAdopt: 0 })).rejects.toMatchObject(
    missing,
  )
})

describe('inviting many', () => {
  const mail = async (club: Context) => {
    for (const { invitationId } of (await listToInvite(club, {})).open) {
      await handle('mail-invitation', {
        organisationId: club.organisation.id,
        subjectId: invitationId,
      })
    }
  }
  const two = (word: string) =>
    `Name,Email\nSam Okafor,sam.${word}@example.org\nPriya Rao,priya.${word}@example.org\n`

  test('everybody whom nobody invited yet: mailed by a worker, once, and accepted', async () => {
    const club = await aClub(body)
    await written(club, await drafted(club, two('all')))
    const now = new Date()
    expect(await inviteCoaches(at(club, now), { who: 'not_invited' })).toEqual({ invited: 2 })
    expect(mailTo('sam.all@example.org')).toEqual([])
    expect((await listToInvite(at(club, now), {})).open).toMatchObject([
      { mailPending: true },
      { mailPending: true },
    ])
    await mail(club)
    await mail(club)
    expect(mailTo('sam.all@example.org')).toHaveLength(1)
    const listed = await listToInvite(at(club, now), {})
    expect(listed).toMatchObject({ toInviteCount: 0, openCount: 2 })
    expect(listed.open.every(({ mailPending }) => !mailPending)).toBe(true)
    await expect(inviteCoaches(at(club, now), { who: 'not_invited' })).rejects.toMatchObject({
      code: 'conflict',
    })
    const token = tokenMailedTo('sam.all@example.org')
    await acceptInvitation(at(await aPerson(), new Date()), { token })
    expect(await listToInvite(at(club, now), {})).toMatchObject({ openCount: 1 })
  })

  test('those chosen, for who may, in their own club, within the limit of a day', async () => {
    const club = await aClub(body)
    await written(club, await drafted(club, two('chosen')))
    const [first] = (await listToInvite(club, {})).toInvite
    const who = [first?.coachId ?? '']
    const missing = { code: 'not_found' }
    await expect(inviteCoaches(withRoles(club, 'coach'), { who })).rejects.toMatchObject(missing)
    await expect(listToInvite(withRoles(club, 'coach'), {})).rejects.toMatchObject(missing)
    await expect(inviteCoaches(other, { who })).rejects.toMatchObject({ code: 'conflict' })
    expect(await inviteCoaches(at(club, new Date()), { who })).toEqual({ invited: 1 })
    const many = Array.from({ length: 300 }, () => first?.coachId ?? '')
    await expect(inviteCoaches(at(club, new Date()), { who: many })).rejects.toMatchObject({
      code: 'too_many_attempts',
    })
  })
})
