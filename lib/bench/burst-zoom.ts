import type { JsonObject } from '../core/canonical-json'
import { env } from '../env'

async function ask(method: string, path: string, body: JsonObject = {}): Promise<unknown> {
  const response = await fetch(new URL(path, env().ZOOM_OAUTH_URL), {
    method,
    ...(method === 'GET' ? {} : { body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json' },
  })
  const answer: unknown = await response.json()
  if (!response.ok) throw new Error(`the stand-in Zoom refused ${path}: ${response.status}`)
  return answer
}

const userPath = (userId: string) => `/sandbox/users/${encodeURIComponent(userId)}`

export type NewZoomUser = {
  readonly email: string
  readonly plan: 'basic' | 'pro' | 'business'
  readonly settings: JsonObject
  /** The Zoom account’s id; one of its own where it is not said. */
  readonly accountId?: string
  readonly meetings: readonly { topic: string; startsAt: Date; duration_minutes: number }[]
}

/** Makes a user of the stand-in with their meetings. Returns Zoom’s id of theirs. */
export async function newZoomUser({ accountId, meetings, ...user }: NewZoomUser): Promise<string> {
  const made = await ask('POST', '/sandbox/users', {
    ...user,
    name: user.email,
    ...(accountId === undefined ? {} : { account: { id: accountId } }),
  })
  const isUser = typeof made === 'object' && made !== null && 'id' in made
  if (!isUser || typeof made.id !== 'string') throw new Error('the stand-in made no user')
  for (const { startsAt, ...meeting } of meetings) {
    const planned = { ...meeting, startsAt: startsAt.toISOString() }
    await ask('POST', `${userPath(made.id)}/meetings`, planned)
  }
  return made.id
}

/** Somebody changes their own settings in Zoom, which tells of it. */
export const changeSettings = (userId: string, settings: JsonObject) =>
  ask('PATCH', `${userPath(userId)}/settings`, settings)

/** A host changes a meeting in Zoom, which tells of it. */
export const changeMeeting = (userId: string, meeting: number, values: JsonObject) =>
  ask('PATCH', `${userPath(userId)}/meetings/${meeting}`, values)

/** Zoom finds the link of a meeting in public, and tells of it. */
export const findLinkInPublic = (userId: string, meetingId: number) =>
  ask('POST', `${userPath(userId)}/events`, { event: 'meeting.risk_alert', meetingId })

/** Whether Zoom keeps to its limits of requests. */
export const keepLimits = (limits: boolean) => ask('PUT', '/sandbox/pace', { limits })

/** How often the stand-in answered with which status since it was last asked to forget. */
export async function refusals(): Promise<number> {
  const said = await ask('GET', '/sandbox/uses')
  if (!Array.isArray(said)) return 0
  return said.reduce((sum: number, use: unknown) => {
    const isUse = typeof use === 'object' && use !== null && 'refused' in use
    return sum + (isUse && typeof use.refused === 'number' ? use.refused : 0)
  }, 0)
}
