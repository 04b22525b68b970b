import type { Json } from '../core/canonical-json'
import { day_ms, minute_ms } from '../core/durations'
import { AppError } from '../core/errors'
import { env } from '../env'
import { neededScopes } from '../zoom-connections/needed-scopes'
import type { DemoAccount, DemoMeeting } from './accounts'

/** Zoom's id of a user, and its numbers of the meetings that they will start on the spot. */
export type ZoomUser = { userId: string; onTheSpot: readonly number[] }

/** Makes a user of the stand-in Zoom with their settings and meetings. */
export async function addZoomUser(
  person: { name: string; email: string },
  { plan, settings, meetings, scopes }: DemoAccount,
  now: Date,
): Promise<ZoomUser> {
  const { id } = await ask('POST', '/sandbox/users', {
    name: person.name,
    email: person.email,
    plan,
    settings,
    ...(scopes ? { scopes: [...scopes] } : {}),
  })
  if (typeof id !== 'string') throw refused('/sandbox/users')
  const onTheSpot: number[] = []
  for (const meeting of meetings) {
    const made = await ask('POST', pathOf(id, 'meetings'), asked(meeting, now))
    if (meeting.onTheSpot && typeof made['id'] === 'number') onTheSpot.push(made['id'])
  }
  return { userId: id, onTheSpot }
}

/** Makes the stand-in's account of a club, with everybody in it: the id of its owner. */
export async function addClubZoomAccount(): Promise<string> {
  const { ownerId } = await ask('POST', '/sandbox/accounts', {})
  if (typeof ownerId !== 'string') throw refused('/sandbox/accounts')
  return ownerId
}

const pathOf = (userId: string, what: string) =>
  `/sandbox/users/${encodeURIComponent(userId)}/${what}`

function asked(
  { topic, inDays, hour, minutes, inMinutes, onTheSpot, weeks, values }: DemoMeeting,
  now: Date,
): Record<string, Json> {
  const startsAt = new Date(now.getTime() + inDays * day_ms)
  if (!onTheSpot) startsAt.setUTCHours(hour, 0, 0, 0)
  if (inMinutes !== undefined) startsAt.setTime(now.getTime() + inMinutes * minute_ms)
  // One that would have begun by now is tomorrow's: what is over is not looked at.
  if (startsAt < now) startsAt.setTime(startsAt.getTime() + day_ms)
  return {
    topic,
    startsAt: startsAt.toISOString(),
    duration_minutes: minutes,
    ...(weeks === undefined ? {} : { weeks }),
    ...(values === undefined ? {} : { values }),
  }
}

/** The person says yes on Zoom's page, to `scopes`: what they are sent back with. */
export async function allow(
  address: string,
  zoomUserId: string,
  scopes: readonly { readonly scope: string }[] = neededScopes,
): Promise<{ code: string; state: string }> {
  const form = new URLSearchParams({ user: zoomUserId, decision: 'allow' })
  for (const { scope } of scopes) form.append('scope', scope)
  const response = await fetch(address, { method: 'POST', body: form, redirect: 'manual' })
  const location = response.headers.get('location')
  if (!location) throw refused('/oauth/authorize')
  const answer = new URL(location).searchParams
  return { code: answer.get('code') ?? '', state: answer.get('state') ?? '' }
}

/** Whoever looks after the Zoom account locks these settings, by dotted path: nobody else changes them. */
export async function lockSettings(zoomUserId: string, paths: readonly string[]): Promise<void> {
  await ask('PUT', pathOf(zoomUserId, 'locks'), { paths: [...paths] })
}

/** The person removes Touchline at Zoom: every token of theirs is dead. */
export async function removeApp(zoomUserId: string): Promise<void> {
  await ask('POST', pathOf(zoomUserId, 'remove-app'), {})
}

/** The person starts a meeting, and Zoom tells the app so. */
export async function startMeeting(zoomUserId: string, meetingId: number): Promise<void> {
  await ask('POST', pathOf(zoomUserId, 'events'), { event: 'meeting.started', meetingId })
}

async function ask(method: string, path: string, body: Json): Promise<Record<string, unknown>> {
  const response = await fetch(new URL(path, env().ZOOM_OAUTH_URL), {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const answer: unknown = await response.json()
  if (response.ok && typeof answer === 'object' && answer !== null) return { ...answer }
  throw refused(`${path}: ${JSON.stringify(answer)}`)
}

const refused = (what: string) => new AppError('unavailable', `The stand-in Zoom refused ${what}.`)
