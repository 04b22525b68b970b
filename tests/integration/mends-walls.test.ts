import { sandbox } from '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import type { Role } from '#lib/core/permissions'
import { closeQueue } from '#lib/jobs/enqueue'
import { endConsent } from '#lib/mends/end-consent'
import { getMend } from '#lib/mends/get-mend'
import { giveConsent } from '#lib/mends/give-consent'
import { listMending } from '#lib/mends/list-mending'
import { makeMend } from '#lib/mends/make-mend'
import { putBack } from '#lib/mends/put-back'
import { markSent } from '#lib/mends/settle-mend'
import { sortByTopic, today, weekly } from '../support/audits'
import { openTheDoor, type CheckedCoach } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, aGoverningBody, aPerson, withRoles } from '../support/contexts'
import { aMendingCoach, mend, preview, sessionOf, settingsOf } from '../support/mends'

let club: Context
const { world } = sandbox

beforeAll(async () => {
  club = await aClub(await aGoverningBody())
})

afterAll(closeQueue)

async function anOpenDoor(): Promise<CheckedCoach> {
  const coach = await aMendingCoach(club)
  openTheDoor(coach)
  await coach.check()
  return coach
}

const mendsOf = ({ connectionId }: CheckedCoach) =>
  rowsOf('select id from mends where connection_id = $1', [connectionId])

describe('somebody else', () => {
  test('finds nothing of another person’s, whatever they ask for', async () => {
    const coach = await anOpenDoor()
    const { mendId } = await mend(coach.me, sessionOf(coach), 'Z02')
    const other = today((await aMendingCoach(club)).me)
    const { connectionId } = coach
    const seen = 'seen'
    for (const subject of [sessionOf(coach), settingsOf(coach)]) {
      await expect(preview(other, subject, 'Z02')).rejects.toMatchObject({ code: 'not_found' })
      await expect(makeMend(other, { ...subject, controls: ['Z02'], seen })).rejects.toMatchObject({
        code: 'not_found',
      })
    }
    for (const tried of [
      () => giveConsent(other, { connectionId }),
      () => endConsent(other, { connectionId }),
      () => getMend(other, { mendId }),
      () => putBack(other, { mendId }),
    ]) {
      await expect(tried()).rejects.toMatchObject({ code: 'not_found' })
    }
    const listed = await listMending(other, {})
    expect(JSON.stringify(listed)).not.toContain(coach.sessionId)
  })

  test('a welfare officer of the club cannot, in their own record or in the club', async () => {
    const coach = await anOpenDoor()
    for (const asker of [await aPerson(), today(club), today(coach.inClub)]) {
      await expect(
        makeMend(asker, { ...sessionOf(coach), controls: ['Z02'], seen: '' }),
      ).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(await mendsOf(coach)).toEqual([])
  })

  const others: Role[] = ['coach', 'welfare_officer', 'administrator', 'safeguarding_lead']
  test.each([...others, 'auditor', 'worker', 'server'] as Role[])('as %s, none', async (role) => {
    const { me, connectionId, sessionId } = await aMendingCoach(club)
    const asker = withRoles(today(me), role)
    const subject = { subjectKind: 'meeting', subjectId: sessionId } as const
    for (const tried of [
      () => giveConsent(asker, { connectionId }),
      () => endConsent(asker, { connectionId }),
      () => listMending(asker, {}),
      () => makeMend(asker, { ...subject, controls: ['Z02'], seen: '' }),
      () => putBack(asker, { mendId: sessionId }),
    ]) {
      await expect(tried()).rejects.toMatchObject({ code: 'not_found' })
    }
    // And a person carries nothing out themselves.
    await expect(markSent(today(me), { mendId: sessionId })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('a private meeting is nobody’s to mend, not even its holder’s', async () => {
    const coach = await aMendingCoach(club)
    world.addMeeting(coach.zoomUserId, weekly('Doctor'))
    await coach.check()
    const sorted = await sortByTopic(coach.me, coach.connectionId, { Doctor: 'private' })
    const subject = { subjectKind: 'meeting', subjectId: sorted['Doctor'] ?? '' } as const
    await expect(preview(coach.me, subject, 'Z02')).rejects.toMatchObject({ code: 'not_found' })
  })
})
