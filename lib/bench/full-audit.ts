import { atOnce } from '../audits/at-once'
import { startAudit } from '../audits/start-audit'
import type { Context } from '../context'
import { day_ms } from '../core/durations'
import * as paths from '../core/paths'
import { peopleOf, seedDemo, type AsMember } from '../demo/seed-demo'
import { contextFor } from '../server-context'
import { env } from '../env'
import { listMeetings } from '../meetings/list-meetings'
import { meetings_at_once, page_size_max } from '../zoom/limits'
import { paceOf } from '../zoom/rate-limits'
import { freshAccessToken } from '../zoom-connections/fresh-access-token'
import { connectMeasured, sortMeasured } from './connect-measured'
import { beside, type Figure } from './figure'
import { measuredScene } from './measured-scene'

const meetings_count = 50

const meetings = Array.from({ length: meetings_count }, (_, index) => ({
  topic: `Session ${index + 1}`,
  startsAt: new Date(Date.now() + (1 + (index % 7)) * day_ms),
  duration_minutes: 45,
}))

/** The settings of a measurement say that this Zoom account is a large one. */
export const largeAccount = 'measured-large'

/**
 * A full audit of one account of 50 meetings, from asking for it until the club has judged it,
 * beside the same requests to the same server, as fast as it answers, with their answers thrown
 * away. An audit keeps to its share of what Zoom takes a second; `paced_ms` says how long that is. The
 * second figure is of an account so large that nothing is waited for: what the audit itself costs.
 * `doDue` does all that is due, as a worker would.
 */
export async function benchFullAudit(doDue: () => Promise<void>): Promise<Figure[]> {
  const scene = measuredScene(1, 2)
  await seedDemo(scene)
  const as = await peopleOf(scene)
  const measure = async (name: string, person: string, plan: 'pro' | 'business') => {
    const large = plan === 'business' ? { accountId: largeAccount } : {}
    const connected = await connectMeasured(as, person, { plan, meetings, ...large })
    await doDue()
    await sortMeasured(as, connected)
    await doDue()
    const figure = await measured({ as, doDue, name, ...connected })
    return { ...figure, paced_ms: paced_ms(plan) }
  }
  const paced = await measure('full-audit', 'coach-0-0', 'pro')
  return [paced, await measure('full-audit-unpaced', 'coach-0-1', 'business')]
}

async function measured(of: {
  as: AsMember
  doDue: () => Promise<void>
  name: string
  person: string
  connectionId: string
}): Promise<Figure> {
  const { connectionId } = of
  const me = () => of.as(of.person, paths.ownSlug)
  return beside({
    name: of.name,
    n: meetings_count,
    rounds: 9,
    warmUp: 3,
    figure: async () => {
      await startAudit(await me(), { connectionId })
      await of.doDue()
    },
    floor: await bareRequests(await me(), connectionId),
  })
}

/** Its user and its meetings are light requests. */
function paced_ms(plan: 'pro' | 'business'): number {
  const { gap_ms, burst } = paceOf(plan, 'Light', env().ZOOM_BUDGET_SHARE)
  return Math.max(0, meetings_count + 1 - burst) * gap_ms
}

/** The requests of one audit, as many at once as it makes; each answer is read and dropped. */
async function bareRequests(me: Context, connectionId: string): Promise<() => Promise<void>> {
  const worker = { kind: 'worker', job: 'read-account' } as const
  const ctx = await contextFor(me.organisation.id, worker, 'worker', me.now)
  const access = await freshAccessToken(ctx, connectionId)
  if (!access.ok) throw new Error(`no token to ask with: ${access.reason}`)
  const { sessions } = await listMeetings(me, { connectionId })
  const headers = { authorization: `Bearer ${access.accessToken}` }
  const ask = async (path: string) => {
    const response = await fetch(`${access.apiUrl}${path}`, { headers })
    await response.text()
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}`)
  }
  const inOrder = [
    '/users/me',
    '/users/me/settings',
    '/users/me/settings?option=meeting_security',
    `/users/me/meetings?type=scheduled&page_size=${page_size_max}`,
  ]
  return async () => {
    for (const path of inOrder) await ask(path)
    await atOnce(sessions, meetings_at_once, ({ zoomMeetingId }) =>
      ask(`/meetings/${zoomMeetingId}`),
    )
  }
}
