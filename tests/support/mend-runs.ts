import type { Context } from '#lib/context'
import { sessionsToMend } from '#lib/mends/sessions-to-mend'
import { makeRun } from '#lib/mends/make-run'
import { previewRun } from '#lib/mends/preview-run'
import { giveConsent } from '#lib/mends/give-consent'
import { audit, connectAccount, doDue, sortByTopic, today, weekly, zoomUser } from './audits'
import { rowsOf } from './connections'
import { aCoach, at, type Coach } from './contexts'
import { allowAtZoom } from './mends'
import { sandbox } from './sandbox'

export type CoachOfMany = Coach & {
  zoomUserId: string
  connectionId: string
  /** Zoom's numbers of the meetings, and our ids of them as sessions, in the same order. */
  meetingIds: number[]
  sessionIds: string[]
}

const { world } = sandbox

/** A coach with several coming sessions into which anybody walks, who lets Touchline mend them. */
export async function aCoachOfMany(
  club: Context,
  sessions: number,
  values: Parameters<typeof world.setMeeting>[2] = { 'settings.waiting_room': false },
  name = 'Jo Coach',
): Promise<CoachOfMany> {
  const coach = await aCoach(club, undefined, name)
  const user = zoomUser()
  const topics = Array.from({ length: sessions }, (_, nth) => `Class ${nth + 1}`)
  const meetingIds = topics.map((topic) => world.addMeeting(user.id, weekly(topic)).id)
  for (const meetingId of meetingIds) world.setMeeting(user.id, meetingId, values)
  const connectionId = await connectAccount(coach.me, user.id)
  await doDue()
  const of = Object.fromEntries(topics.map((topic) => [topic, [club.organisation.id]]))
  const sorted = await sortByTopic(coach.me, connectionId, of)
  await giveConsent(today(coach.me), { connectionId })
  await allowAtZoom(coach.me, user.id)
  await audit(coach.me, connectionId)
  world.resetRequests()
  const sessionIds = topics.map((topic) => sorted[topic] ?? '')
  return { ...coach, zoomUserId: user.id, connectionId, meetingIds, sessionIds }
}

/** What the club found in the coach's sessions, as the coach finds it there. */
export const wantedOf = (club: Context, { coachId }: Coach) =>
  sessionsToMend(today({ ...club, coachId, roles: ['coach'] }), {})

export async function offerOf(club: Context, coach: CoachOfMany, now?: Date) {
  const wanted = await wantedOf(club, coach)
  const me = now ? at(coach.me, now) : today(coach.me)
  return { wanted, offer: await previewRun(me, { wanted }) }
}

/** Looks, and says yes to all of it. */
export async function sayYesToAll(club: Context, coach: CoachOfMany): Promise<string> {
  const { wanted, offer } = await offerOf(club, coach)
  const seen = 'mark' in offer ? offer.mark : ''
  return (await makeRun(today(coach.me), { wanted, seen })).runId
}

/** Carries out what was confirmed, up to Zoom's answers. */
export const doRuns = () => doDue(['make-run'])

/** How many of a run's mends are in which state. */
export async function statesOf(runId: string): Promise<Record<string, number>> {
  const rows = await rowsOf<{ state: string; number: number }>(
    'select state, count(*)::integer as number from mends where run_id = $1 group by 1 order by 1',
    [runId],
  )
  return Object.fromEntries(rows.map(({ state, number }) => [state, number]))
}

/** How many changes Zoom was asked for since the last `resetRequests`. */
export const patches = (): number =>
  Object.entries(world.requests().paths)
    .filter(([request]) => request.startsWith('PATCH'))
    .reduce((sum, [, times]) => sum + times, 0)
