import { beforeAll, describe, expect, test } from 'vitest'
import { getAudit } from '#lib/audits/get-audit'
import { getAuditProgress } from '#lib/audits/get-audit-progress'
import type { Context } from '#lib/context'
import { newId } from '#lib/ids'
import {
  aClub,
  aCoach,
  aGoverningBody,
  aPerson,
  userIdOf,
  withRoles,
  type Coach,
} from '../support/contexts'
import { asRole } from '../support/database'

/** Rows as an audit leaves them, straight into the tables: this is about who may see what of one. */

let club: Context
let otherClub: Context
let coach: Coach
let auditId: string
let sessionId: string
let privateId: string

beforeAll(async () => {
  const body = await aGoverningBody()
  club = await aClub(body)
  otherClub = await aClub(body)
  coach = await aCoach(club)
  ;({ auditId, sessionId, privateId } = await anAudit(coach))
})

/** A running audit of a coach's account, delivered to the club with the club's own session. */
async function anAudit({ me, coachId }: Coach) {
  const ids = {
    auditId: newId(),
    connectionId: newId(),
    sessionId: newId(),
    privateId: newId(),
  }
  const holder = me.organisation.id
  await asRole('superuser', async (client) => {
    await client.query(
      `insert into zoom_connections (organisation_id, id, zoom_user_id, zoom_account_id, state,
        scopes, api_url, consented_by, connected_at)
       values ($1, $2::uuid, $4, 'account', 'connected', '', 'https://api.example.org', $3, now())`,
      [holder, ids.connectionId, userIdOf(me), ids.connectionId],
    )
    await client.query(
      `insert into audits (organisation_id, id, connection_id, trigger, state, queued_at, started_at,
        steps_done, steps_total) values ($1, $2, $3, 'requested', 'running', now(), now(), 2, 6)`,
      [holder, ids.auditId, ids.connectionId],
    )
    await client.query(
      `insert into club_audits (organisation_id, id, connection_id, coach_id, trigger, state, queued_at)
       values ($1, $2, $3, $4, 'requested', 'queued', now())`,
      [club.organisation.id, ids.auditId, ids.connectionId, coachId],
    )
    for (const [id, topic] of [
      [ids.sessionId, 'Under 11s floor'],
      [ids.privateId, 'Dentist'],
    ] as const) {
      await client.query(
        `insert into meetings (organisation_id, id, connection_id, zoom_meeting_id, sorted, zoom_type,
          topic, first_seen_at, last_seen_at) values ($1, $2::uuid, $3, $5, 'session', 8, $4, now(), now())`,
        [holder, id, ids.connectionId, topic, id],
      )
      await confirm(client, holder, ids.auditId, 'meeting', id, null)
    }
    await confirm(client, holder, ids.auditId, 'user_settings', ids.connectionId, 'zoom_down')
    await client.query(
      `insert into sessions (organisation_id, id, connection_id, coach_id, zoom_type, topic)
       values ($1, $2, $3, $4, 8, 'Under 11s floor')`,
      [club.organisation.id, ids.sessionId, ids.connectionId, coachId],
    )
    await confirm(client, club.organisation.id, ids.auditId, 'meeting', ids.sessionId, null)
  })
  return ids
}

type Client = Parameters<Parameters<typeof asRole>[1]>[0]

const confirm = (
  client: Client,
  organisation: string,
  audit: string,
  kind: string,
  subject: string,
  reason: string | null,
) =>
  client.query(
    `insert into reading_confirmations (organisation_id, id, audit_id, body_kind, subject_id,
      reading_hash, could_not_check_reason, read_at) values ($1, $2, $3, $4, $5, $6, $7, now())`,
    [organisation, newId(), audit, kind, subject, reason ? null : 'ab', reason],
  )

const setAudit = (text: string) =>
  asRole('superuser', (client) =>
    client.query(`update audits set ${text} where id = $1`, [auditId]),
  )

const setClubAudit = (text: string) =>
  asRole('superuser', (client) =>
    client.query(`update club_audits set ${text} where id = $1`, [auditId]),
  )

describe('an audit, to its holder', () => {
  test('says how far it has come, and what was read and was not, in their own words', async () => {
    expect(await getAuditProgress(coach.me, { auditId })).toEqual({
      stage: 'running',
      progress: { done: 2, total: 6 },
    })
    const { bodies, judged, coachId } = await getAudit(coach.me, { auditId })
    expect(bodies.map(({ topic, couldNotCheckReason }) => [topic, couldNotCheckReason])).toEqual([
      ['Under 11s floor', null],
      ['Dentist', null],
      [null, 'zoom_down'],
    ])
    expect([judged, coachId]).toEqual([null, null])
  })

  test('is queued, running, finished, as it stands', async () => {
    await setAudit("state = 'queued'")
    expect((await getAuditProgress(coach.me, { auditId })).stage).toBe('queued')
    await setAudit(
      "state = 'finished', finished_at = now(), complete = false, could_not_check_reason = 'zoom_down'",
    )
    const audit = await getAudit(coach.me, { auditId })
    expect(audit).toMatchObject({
      stage: 'finished',
      complete: false,
      couldNotCheckReason: 'zoom_down',
    })
    expect(audit.progress).toBeNull()
  })
})

describe('an audit, to a club', () => {
  test('has no steps and no meeting but the club’s own sessions', async () => {
    const audit = await getAudit(club, { auditId })
    expect(audit).toMatchObject({ stage: 'queued', progress: null, coachName: 'Jo Coach' })
    expect(audit.bodies.map(({ topic }) => topic)).toEqual(['Under 11s floor'])
    expect(audit.bodies.map((each) => each.sessionId)).toEqual([sessionId])
    expect(JSON.stringify(audit)).not.toContain(privateId)
  })

  test('is judged when it was judged, with what it came to', async () => {
    await setClubAudit("state = 'delivered', read_at = now(), complete = true")
    expect((await getAudit(club, { auditId })).stage).toBe('judging')
    await setClubAudit(
      "state = 'judged', judged_at = now(), profile = 'p@1', met = 3, not_met = 2, could_not_check = 1",
    )
    expect((await getAudit(club, { auditId })).judged).toMatchObject({
      ...{ profile: 'p@1', met: 3, notMet: 2, couldNotCheck: 1 },
    })
    expect((await getAuditProgress(club, { auditId })).stage).toBe('finished')
  })
})

describe('who may see an audit', () => {
  test('the coach in the club whose account it is, and an administrator there', async () => {
    expect((await getAudit(coach.inClub, { auditId })).auditId).toBe(auditId)
    expect((await getAudit(withRoles(club, 'administrator'), { auditId })).auditId).toBe(auditId)
  })

  test('not another coach of the club, nor one without a row there', async () => {
    const another = await aCoach(club)
    for (const asking of [another.inClub, { ...another.inClub, coachId: null }]) {
      await expect(getAudit(asking, { auditId })).rejects.toMatchObject({ code: 'not_found' })
      await expect(getAuditProgress(asking, { auditId })).rejects.toMatchObject({
        code: 'not_found',
      })
    }
  })

  test.each(['safeguarding_lead', 'auditor', 'worker', 'server'] as const)(
    'not a %s',
    async (role) => {
      const asking = withRoles(club, role)
      await expect(getAudit(asking, { auditId })).rejects.toMatchObject({ code: 'not_found' })
      await expect(getAuditProgress(asking, { auditId })).rejects.toMatchObject({
        code: 'not_found',
      })
    },
  )

  test('not another club, nor another person', async () => {
    for (const asking of [otherClub, await aPerson()]) {
      await expect(getAudit(asking, { auditId })).rejects.toMatchObject({ code: 'not_found' })
      await expect(getAuditProgress(asking, { auditId })).rejects.toMatchObject({
        code: 'not_found',
      })
    }
  })

  test('and nobody an address that is made up', async () => {
    for (const made of [newId(), 'nonsense']) {
      await expect(getAudit(coach.me, { auditId: made })).rejects.toMatchObject({
        code: made === 'nonsense' ? 'invalid_input' : 'not_found',
      })
    }
  })
})
