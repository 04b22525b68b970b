import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { zoomConnections, zoomHosts } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { absences } from '../core/absences'
import { emailAddress } from '../core/email'
import { namesOfUsers } from '../memberships/names-of-users'
import { query } from '../query'
import { sharesItself } from './connect-host'
import { isGone, type HostRow } from './host-rows'

export type HostCoach = { coachId: string; name: string; email: string }

export type Host = {
  hostId: string
  /** As Zoom has them; where it gives no name, their address, or its id for them. */
  name: string
  email: string | null
  /** 1 has no licence, 2 has one, as Zoom numbers them. */
  zoomUserType: number | null
  decision: HostRow['decision']
  coach: HostCoach | null
  /** Why they are no coach, in the words of who said so. */
  reason: string | null
  decidedBy: string | null
  decidedAt: Date | null
  /** Somebody on the register with the same address, who is nobody in the account yet. */
  suggestion: HostCoach | null
  /** Read by the club's consent, by the coach's own, or not at all. */
  reading: 'here' | 'own_consent' | 'not'
  gone: 'missing' | 'switched_off' | null
}

export type Hosts = {
  /** To be decided, those with a suggestion first. */
  open: readonly Host[]
  coaches: readonly Host[]
  notCoaches: readonly Host[]
  gone: readonly Host[]
  /** Whoever is on the register now, to choose from. */
  register: readonly (HostCoach & { hasHost: boolean })[]
}

/** More users than any club has. */
const rows_max = 2000

const read = query({
  permission: 'host.read',
  input: z.object({}),
  async run(tx) {
    const rows = await tx
      .select({ host: zoomHosts, state: zoomConnections.state })
      .from(zoomHosts)
      .innerJoin(zoomConnections, eq(zoomConnections.id, zoomHosts.connectionId))
      .where(eq(zoomConnections.state, 'connected'))
      .orderBy(asc(zoomHosts.name), asc(zoomHosts.id))
      .limit(rows_max)
    const hosts = rows.map(({ host }) => host)
    const register = await tx
      .select({ coachId: coaches.id, name: coaches.name, email: coaches.email })
      .from(coaches)
      .where(isNull(coaches.endsAt))
      .orderBy(asc(coaches.name), asc(coaches.id))
    const ways = { here: await readHere(tx, hosts), own: await readByOwnConsent(tx, hosts) }
    return { hosts, register, ways }
  },
})

/** Which of the hosts' connections are in force. */
async function readHere(tx: Tx, hosts: readonly HostRow[]): Promise<ReadonlySet<string>> {
  const ids = hosts.flatMap(({ hostConnectionId }) => hostConnectionId ?? [])
  if (ids.length === 0) return new Set()
  const rows = await tx
    .select({ id: zoomConnections.id })
    .from(zoomConnections)
    .where(and(inArray(zoomConnections.id, ids), eq(zoomConnections.state, 'connected')))
  return new Set(rows.map(({ id }) => id))
}

/** And of whom the coach shares the same Zoom user by their own consent. */
async function readByOwnConsent(tx: Tx, hosts: readonly HostRow[]): Promise<ReadonlySet<string>> {
  const own = new Set<string>()
  for (const { id, coachId, hostConnectionId, zoomUserId } of hosts) {
    if (!coachId || hostConnectionId) continue
    if (await sharesItself(tx, coachId, zoomUserId)) own.add(id)
  }
  return own
}

/** The people in the club's own Zoom account, and which of them are its coaches. */
export async function listHosts(ctx: Context): Promise<Hosts> {
  const { hosts, register, ways } = await read(ctx, {})
  const names = await namesOfUsers(hosts.flatMap(({ decidedBy }) => decidedBy ?? []))
  const byId = new Map(register.map((coach) => [coach.coachId, coach]))
  const taken = new Set(hosts.flatMap(({ coachId }) => coachId ?? []))
  const suggest = suggestions(register.filter(({ coachId }) => !taken.has(coachId)))
  const all = hosts.map((host): Host => {
    const coach = host.coachId === null ? null : (byId.get(host.coachId) ?? null)
    return {
      hostId: host.id,
      name: host.name ?? host.email ?? host.zoomUserId,
      email: host.email,
      zoomUserType: host.zoomUserType,
      decision: host.decision,
      coach,
      reason: host.reason,
      decidedBy: names.get(host.decidedBy ?? '')?.name ?? null,
      decidedAt: host.decidedAt,
      suggestion: host.decision === 'open' ? suggest(host.emailNormalised) : null,
      reading: readingOf(host, ways),
      gone: goneAs(host),
    }
  })
  const here = all.filter(({ gone }) => gone === null)
  const of = (decision: Host['decision']) => here.filter((host) => host.decision === decision)
  return {
    open: of('open').toSorted((a, b) => Number(!a.suggestion) - Number(!b.suggestion)),
    coaches: of('coach'),
    notCoaches: of('not_a_coach'),
    gone: all.filter(({ gone }) => gone !== null),
    register: register.map((coach) => ({ ...coach, hasHost: taken.has(coach.coachId) })),
  }
}

/** By the address, however it is written. Where two coaches share one, it suggests nobody. */
function suggestions(register: readonly HostCoach[]) {
  const byEmail = new Map<string, HostCoach | null>()
  for (const coach of register) {
    const email = normalised(coach.email)
    if (email) byEmail.set(email, byEmail.has(email) ? null : coach)
  }
  return (email: string | null): HostCoach | null => byEmail.get(normalised(email ?? '')) ?? null
}

const normalised = (email: string): string => emailAddress.safeParse(email).data ?? ''

type Ways = { here: ReadonlySet<string>; own: ReadonlySet<string> }

function readingOf({ id, hostConnectionId }: HostRow, { here, own }: Ways): Host['reading'] {
  if (own.has(id)) return 'own_consent'
  return here.has(hostConnectionId ?? '') ? 'here' : 'not'
}

const goneAs = (host: HostRow): Host['gone'] => {
  if (!isGone(host)) return null
  return host.missingCount >= absences ? 'missing' : 'switched_off'
}
