import '../support/sandbox'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import { consentText } from '#lib/core/mends/consent-text'
import { closeQueue } from '#lib/jobs/enqueue'
import { endConsent } from '#lib/mends/end-consent'
import { giveConsent } from '#lib/mends/give-consent'
import { listMending } from '#lib/mends/list-mending'
import { disconnectConnection } from '#lib/zoom-connections/disconnect-connection'
import { listConnections } from '#lib/zoom-connections/list-connections'
import { mendingScopes } from '#lib/zoom-connections/needed-scopes'
import { today } from '../support/audits'
import { aCheckedCoach, type CheckedCoach } from '../support/checked-coach'
import { rowsOf } from '../support/connections'
import { aClub, aGoverningBody, userIdOf } from '../support/contexts'
import { allowAtZoom } from '../support/mends'
import { trailOf } from '../support/trail-of'

let club: Context

beforeAll(async () => {
  club = await aClub(await aGoverningBody())
})

afterAll(closeQueue)

const recordsOf = ({ connectionId }: CheckedCoach) =>
  rowsOf<{ record: Record<string, unknown> }>(
    `select record::jsonb as record from evidence_records where kind = 'mending_consent'
     and record::jsonb ->> 'connection' = $1 order by recorded_at, id`,
    [connectionId],
  )

const mendingOf = async ({ me, connectionId }: CheckedCoach) =>
  (await listMending(today(me), {})).find((each) => each.connectionId === connectionId)

describe('letting Touchline mend settings', () => {
  test('is not part of connecting: nothing is consented to, and nothing more asked for', async () => {
    const coach = await aCheckedCoach(club)
    expect(await mendingOf(coach)).toMatchObject({ consentedAt: null, missing: mendingScopes })
    const [connection] = await listConnections(today(coach.me), {})
    expect(connection?.missing).toEqual([])
  })

  test('keeps who said so, when, and the exact text; leaves its trail', async () => {
    const coach = await aCheckedCoach(club)
    const { me, connectionId } = coach
    await giveConsent(today(me), { connectionId })
    const given = await mendingOf(coach)
    expect(given?.consentedAt?.getTime()).toBeGreaterThan(Date.now() - 60_000)
    expect(await recordsOf(coach)).toMatchObject([
      {
        record: {
          ...{ event: 'given', given_by: userIdOf(me), connection: connectionId },
          text: { version: consentText.version, statements: [...consentText.statements] },
        },
      },
    ])
    expect(await trailOf(me.organisation.id)).toContain('mending.give_consent user')
    await expect(giveConsent(today(me), { connectionId })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(given?.missing).toEqual(mendingScopes)
    await allowAtZoom(me, coach.zoomUserId)
    expect((await mendingOf(coach))?.missing).toEqual([])
  })

  test('is stopped at any time, and can be said again', async () => {
    const coach = await aCheckedCoach(club)
    const { me, connectionId } = coach
    await giveConsent(today(me), { connectionId })
    await endConsent(today(me), { connectionId })
    expect(await mendingOf(coach)).toMatchObject({ consentedAt: null })
    expect((await recordsOf(coach)).map(({ record }) => record['event'])).toEqual([
      'given',
      'ended',
    ])
    expect(await trailOf(me.organisation.id)).toContain('mending.end_consent user')
    await expect(endConsent(today(me), { connectionId })).rejects.toMatchObject({
      code: 'conflict',
    })
    await giveConsent(today(me), { connectionId })
    expect((await mendingOf(coach))?.consentedAt).not.toBeNull()
  })

  test('ends with the connection, and is not there when it is connected again', async () => {
    const coach = await aCheckedCoach(club)
    const { me, connectionId } = coach
    await giveConsent(today(me), { connectionId })
    await disconnectConnection(today(me), { connectionId })
    expect(await listMending(today(me), {})).toEqual([])
    await expect(giveConsent(today(me), { connectionId })).rejects.toMatchObject({
      code: 'conflict',
    })
    await allowAtZoom(me, coach.zoomUserId)
    expect(await mendingOf(coach)).toMatchObject({ consentedAt: null })
    expect(await trailOf(me.organisation.id)).toContain('mending.end_consent user')
  })
})
