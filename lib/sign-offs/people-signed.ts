import { and, eq, gt, inArray, notInArray } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { policyVersions } from '#db/schema/policies'
import { signOffRequests, signOffs } from '#db/schema/sign-offs'
import { statements } from '#db/schema/statements'
import type { Context } from '../context'
import type { Profile } from '../core/profiles/profile'
import { isTaken } from '../core/profiles/equivalents'
import { askedOfCoach, askedOfClub } from '../core/proof/asked'
import { countsUntil } from '../core/proof/statement'
import { isCloseToChildren } from '../core/register/needs'
import { drill } from '../core/sign-offs/checklists'
import { grouped } from '../core/grouped'
import type { OwnWord, SignedPerson, SignedStanding } from '../core/sign-offs/judge-signed'
import { stillCovers, versionInForce } from '../core/sign-offs/plan'
import { drillEnds, renewalMonths, renewsAt } from '../core/sign-offs/renewal'
import { openStates } from '../core/sign-offs/state'
import { askedPolicies, type PolicyOfClub } from './asked-policies'
import { peopleAsked } from './people-asked'

type Request = typeof signOffRequests.$inferSelect
type Signing = { readonly at: Date }

/** Everybody on the register as the rules about signing look at them, and whether the drill began. */
export type PeopleSigned = {
  readonly people: readonly (SignedPerson & { readonly coachId: string })[]
  readonly drilling: boolean
}

/** What everybody on the club’s register signed and is asked to, in as many questions for any number. */
export async function peopleSigned(
  tx: Tx,
  ctx: Context,
  profile: Profile,
  exempt: ReadonlyMap<string, string>,
): Promise<PeopleSigned> {
  const people = await peopleAsked(tx, ctx)
  const requests = await tx
    .select()
    .from(signOffRequests)
    .where(
      and(
        inArray(signOffRequests.kind, ['policy', 'drill']),
        notInArray(signOffRequests.state, ['superseded', 'withdrawn']),
      ),
    )
  const signings = await signingsOf(tx)
  const words = grouped(await standingWords(tx, ctx, profile, 'coach'), ({ coachId }) => coachId)
  const holding = await holdingHere(tx, ctx, profile)
  const own = grouped(requests, ({ coachId }) => coachId)
  const drilling = requests.some(({ kind }) => kind === 'drill')
  return {
    drilling,
    people: people.map(({ coachId, roles, drills }) => {
      const asked = own.get(coachId) ?? []
      const drillStanding = drilling
        ? [ofDrill(asked, signings, (done) => drillEnds(profile, done, ctx.now))]
        : []
      return {
        ...{ coachId, drills, exempt, words: words.get(coachId) ?? [] },
        close: isCloseToChildren(roles),
        standings: [...holding.map((each) => ofPolicy(each, asked, signings)), ...drillStanding],
      }
    }),
  }
}

type Holding = {
  readonly policy: PolicyOfClub
  readonly current: NonNullable<ReturnType<typeof versionInForce>>
  readonly title: string
  readonly rules: readonly string[]
  readonly renewal_months: number | null
}

/** The policies that hold here, each with what its version is called and answers. */
async function holdingHere(tx: Tx, ctx: Context, profile: Profile): Promise<Holding[]> {
  const renewal_months = renewalMonths(profile, ctx.now)
  const found = (await askedPolicies(tx, ctx)).flatMap((policy) => {
    const current = versionInForce(policy, ctx.now)
    return current ? [{ policy, current, renewal_months }] : []
  })
  if (found.length === 0) return []
  const rows = await tx
    .select({ id: policyVersions.id, title: policyVersions.title, rules: policyVersions.rules })
    .from(policyVersions)
    .where(
      inArray(
        policyVersions.id,
        found.map(({ current }) => current.versionId),
      ),
    )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return found.flatMap((each) => {
    const row = byId.get(each.current.versionId)
    return row ? [{ ...each, title: row.title, rules: row.rules }] : []
  })
}

async function signingsOf(tx: Tx): Promise<ReadonlyMap<string, Signing>> {
  const rows = await tx
    .select({ requestId: signOffs.requestId, at: signOffs.signedAt })
    .from(signOffs)
    .where(inArray(signOffs.kind, ['policy', 'drill']))
  return new Map(rows.map(({ requestId, at }) => [requestId, { at }]))
}

function ofPolicy(
  { policy, current, title, rules, renewal_months }: Holding,
  requests: readonly Request[],
  signings: ReadonlyMap<string, Signing>,
): SignedStanding {
  const own = requests.filter(({ policyId }) => policyId === policy.policyId)
  const byId = new Map(policy.versions.map((each) => [each.versionId, each]))
  const signed = own.flatMap((request) => {
    const signing = signings.get(request.id)
    const version = byId.get(request.versionId ?? '')
    return signing && version ? [{ ...signing, version }] : []
  })
  const [last] = signed
    .filter(({ version }) => stillCovers(policy.versions, version, current))
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
  return {
    ...{ title, rules, before: signed.length > 0 },
    signed: last ? { at: last.at, until: renewsAt(last.at, renewal_months) } : null,
    asked: askedNow(own.filter(({ versionId }) => versionId === current.versionId)),
  }
}

function ofDrill(
  requests: readonly Request[],
  signings: ReadonlyMap<string, Signing>,
  ends: (done: Date) => Date,
): SignedStanding {
  const own = requests.filter(({ kind }) => kind === 'drill')
  const [last] = own
    .flatMap(({ id }) => signings.get(id) ?? [])
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
  return {
    ...{ title: drill.title, before: last !== undefined },
    rules: [...new Set(drill.items.map(({ rule }) => rule))],
    signed: last ? { at: last.at, until: ends(last.at) } : null,
    asked: askedNow(own),
  }
}

/** What is asked of somebody now, of several the newest. */
function askedNow(requests: readonly Request[]): SignedStanding['asked'] {
  const [newest] = requests
    .filter(({ state }) => openStates.some((each) => each === state))
    .toSorted((one, other) => other.askedAt.getTime() - one.askedAt.getTime())
  if (!newest) return null
  const { state, dueAt, graceUntil } = newest
  if (state === 'acknowledged' || state === 'superseded' || state === 'withdrawn') return null
  return { state, dueAt, graceUntil }
}

/** What the club or people on its register stated, where the rules take that and it counts still. */
export async function standingWords(
  tx: Tx,
  ctx: Context,
  profile: Profile,
  of: 'club' | 'coach',
): Promise<(OwnWord & { readonly coachId: string })[]> {
  const asked = of === 'club' ? askedOfClub(profile) : askedOfCoach(profile)
  if (asked.length === 0) return []
  const lasts = new Map(asked.map((each) => [each.rule, each]))
  const rows = await tx
    .select()
    .from(statements)
    .where(
      and(
        eq(statements.subjectKind, of),
        eq(statements.state, 'in_force'),
        gt(statements.lapsesAt, ctx.now),
      ),
    )
  return rows.flatMap((row) => {
    const each = lasts.get(row.rule)
    if (!each || !isTaken(profile, row.rule, row.equivalentKey)) return []
    const until = countsUntil(row, each)
    const { rule, subjectId: coachId, statedByName: by, statedAt, verifiedByName } = row
    return [{ rule, coachId, by, at: statedAt, until, verifiedBy: verifiedByName }]
  })
}
