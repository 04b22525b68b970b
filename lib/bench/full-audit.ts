import { atOnce } from '../audits/at-once'
import { startAudit } from '../audits/start-audit'
import type { Context } from '../context'
import * as paths from '../core/paths'
import type { DemoMeeting } from '../demo/accounts'
import type { Scene } from '../demo/scene'
import { peopleOf, seedDemo } from '../demo/seed-demo'
import { listConnections } from '../zoom-connections/list-connections'
import { listMeetings } from '../meetings/list-meetings'
import { contextFor } from '../server-context'
import { env } from '../env'
import { meetings_at_once, page_size_max } from '../zoom/limits'
import { paceOf } from '../zoom/rate-limits'
import { freshAccessToken } from '../zoom-connections/fresh-access-token'
import { beside, type Figure } from './figure'

const meetings_count = 50
const club = 'Measured Gymnastics'

const meeting = (index: number): DemoMeeting => ({
  topic: `Session ${index + 1}`,
  inDays: 1 + (index % 7),
  hour: 8 + (index % 12),
  minutes: 45,
  sortedAs: club,
})

const person = (key: string) => ({ key, name: key, email: `${key}@example.org`, is: key })

/** One coach of one club, with an account of 50 meetings, each of them a session of it. */
const scene: Scene = {
  body: { name: 'Measured', slug: 'measured', lead: 'lead' },
  cast: ['lead', 'officer', 'coach'].map(person),
  clubs: [{ name: club, officer: 'officer', posts: [], coaches: [{ person: 'coach', teams: '' }] }],
  accounts: [
    {
      person: 'coach',
      plan: 'pro',
      settings: {},
      meetings: Array.from({ length: meetings_count }, (_, index) => meeting(index)),
    },
  ],
}

/**
 * A full audit of one account of 50 meetings, from asking for it until the club has judged it,
 * beside the same requests to the same server, as fast as it answers, with their answers thrown
 * away. An audit keeps to its share of what Zoom takes a second; `paced_ms` says how long that is.
 * `doDue` does all that is due, as a worker would; `whileDoing` keeps doing it until what it is
 * given has ended.
 */
export async function benchFullAudit(
  doDue: () => Promise<void>,
  whileDoing: (run: () => Promise<void>) => Promise<void>,
): Promise<Figure> {
  await whileDoing(() => seedDemo(scene))
  await doDue()
  const as = await peopleOf(scene)
  const me = () => as('coach', paths.ownSlug)
  const [connection] = await listConnections(await me(), {})
  if (!connection) throw new Error('the account to be measured is not connected')
  const { connectionId } = connection
  const askBare = await bareRequests(await me(), connectionId)
  const figure = await beside({
    name: 'full-audit',
    n: meetings_count,
    rounds: 9,
    warmUp: 3,
    figure: async () => {
      await startAudit(await me(), { connectionId })
      await doDue()
    },
    floor: askBare,
  })
  return { ...figure, paced_ms: paced_ms() }
}

/** The account is a Pro one; its user and its meetings are light requests. */
function paced_ms(): number {
  const { gap_ms, burst } = paceOf('pro', 'Light', env().ZOOM_BUDGET_SHARE)
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
