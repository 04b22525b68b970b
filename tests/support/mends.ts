import type { Context } from '#lib/context'
import type { ControlId } from '#lib/core/results'
import type { MendState } from '#lib/core/mends/states'
import { allow } from '#lib/demo/zoom-control'
import { makeMend } from '#lib/mends/make-mend'
import { giveConsent } from '#lib/mends/give-consent'
import { previewMend } from '#lib/mends/preview-mend'
import { completeConnection } from '#lib/zoom-connections/complete-connection'
import { mendingScopes, neededScopes } from '#lib/zoom-connections/needed-scopes'
import { startConnection } from '#lib/zoom-connections/start-connection'
import { doDue, today } from './audits'
import { aCheckedCoach, type CheckedCoach } from './checked-coach'
import { rowsOf } from './connections'

/** The person goes to Zoom once more, and ticks everything, or what is optional not. */
export async function allowAtZoom(me: Context, zoomUserId: string, optional = true): Promise<void> {
  const { address } = await startConnection(today(me), {})
  const scopes = optional ? [...neededScopes, ...mendingScopes] : neededScopes
  await completeConnection(today(me), await allow(address, zoomUserId, scopes))
  await doDue()
}

/** A checked coach who lets Touchline mend settings, here and at Zoom. */
export async function aMendingCoach(
  club: Context,
  options: Parameters<typeof aCheckedCoach>[1] = {},
): Promise<CheckedCoach> {
  const coach = await aCheckedCoach(club, options)
  await giveConsent(today(coach.me), { connectionId: coach.connectionId })
  await allowAtZoom(coach.me, coach.zoomUserId)
  return coach
}

/** The session of a checked coach, or their own settings. */
export const sessionOf = ({ sessionId }: CheckedCoach) =>
  ({ subjectKind: 'meeting', subjectId: sessionId }) as const
export const settingsOf = ({ connectionId }: CheckedCoach) =>
  ({ subjectKind: 'user', subjectId: connectionId }) as const

type Subject = { readonly subjectKind: 'user' | 'meeting'; readonly subjectId: string }

export const preview = (me: Context, subject: Subject, ...controls: ControlId[]) =>
  previewMend(today(me), { ...subject, controls })

/** What the person is shown, so that they can say yes to it. */
export async function markOf(me: Context, subject: Subject, ...controls: ControlId[]) {
  const offer = await preview(me, subject, ...controls)
  return 'mark' in offer ? offer.mark : ''
}

/** Looks, says yes, and waits for the check that reads it back. Returns its states, before and after. */
export async function mend(me: Context, subject: Subject, ...controls: ControlId[]) {
  const seen = await markOf(me, subject, ...controls)
  const { mendId } = await makeMend(today(me), { ...subject, controls, seen })
  await doMends()
  const answered = await stateOf(mendId)
  await doDue()
  return { mendId, answered, came: await stateOf(mendId) }
}

/** Carries out what was confirmed, up to Zoom's answer. */
export const doMends = () => doDue(['make-mend'])

export async function stateOf(mendId: string): Promise<MendState | undefined> {
  const rows = await rowsOf<{ state: MendState }>('select state from mends where id = $1', [mendId])
  return rows[0]?.state
}

/** The states that a mend was recorded in, in order, as its evidence has them. */
export async function evidenceOf(mendId: string): Promise<string[]> {
  const rows = await rowsOf<{ state: string }>(
    `select record::jsonb ->> 'state' as state from evidence_records
     where kind = 'mend' and record::jsonb ->> 'mend' = $1 order by recorded_at, id`,
    [mendId],
  )
  return rows.map(({ state }) => state)
}

/** What the trail says was done with a mend, in order. */
export async function mendTrail(mendId: string): Promise<string[]> {
  const rows = await rowsOf<{ line: string }>(
    `select command || ' ' || actor as line from trail where subject_id = $1 order by at, id`,
    [mendId],
  )
  return rows.map(({ line }) => line)
}
