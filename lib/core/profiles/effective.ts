import { tightenRetention } from '../retention/classes'
import { builtInAt, builtInChanges } from './built-in-profiles'
import type { Choices } from './document'
import type { Profile } from './profile'
import { beginsAt, type Publication, type RuleSource } from './publication'
import { hasBegun, standing, tighten, type Ignored } from './tighten'
import { fewerWays, ownWays } from './ways'

/** One tier's rules as they hold at an instant. */
export type Layer = {
  readonly source: RuleSource
  readonly publication: Publication
  /** It says all of the rules; all others add to them. */
  readonly isBase: boolean
  /** What of it asks for less than those above, and so does not hold. */
  readonly ignored: readonly Ignored[]
  /** The rules with this tier's, and all above it. */
  readonly controls: Choices
}

export type Effective = {
  readonly profile: Profile
  /** Since when the rules are as they are; null where nothing has begun or changed. */
  readonly since: Date | null
  /** Whose they are, from above down; none where the built-in profile holds. */
  readonly layers: readonly Layer[]
}

const ranks = { governing_body: 0, region: 1, club: 2 } as const

/**
 * The rules that hold for an organisation at an instant: a pure function of what was published by
 * then, and of whose rules held for it then. The first governing body says all of them; whoever comes
 * after may ask for more, and another body is no exception. Where there is none, or it has published
 * nothing, the built-in profile stands in its place. Of one publisher the newest version holds that is
 * in force.
 */
export function effectiveAt(
  sources: readonly RuleSource[],
  publications: readonly Publication[],
  at: Date,
): Effective {
  const layers: Layer[] = []
  const builtIn = builtInAt(at)
  let profile: Profile = { ...builtIn, controls: standing(builtIn.controls, at) }
  for (const [place, source] of inOrder(sources, at).entries()) {
    const publication = inForce(publications, source.organisationId, at)
    if (!publication) continue
    const isBase = place === 0 && source.kind === 'governing_body'
    const { profile: whole, ignored } = isBase
      ? { profile: saidBy(publication, at), ignored: [] }
      : addedBy(profile, publication, at)
    profile = whole
    layers.push({ source, publication, isBase, ignored, controls: whole.controls })
  }
  const all = instants(sources, publications)
  const since = latest(layers.some(({ isBase }) => isBase) ? all : [...all, ...builtInChanges], at)
  return { profile, since, layers }
}

/** The rules of a publication that says all of them. */
function saidBy({ profile: id, version, document }: Publication, at: Date): Profile {
  const controls = standing(document.controls, at)
  const { name, reminders, retention } = document
  const own = ownWays(document, controls)
  return {
    id,
    version,
    name,
    controls,
    ...own,
    ...(reminders && { reminders }),
    ...(retention && { retention }),
  }
}

/** The rules of those above with what another tier adds to them, and what of it does not hold. */
function addedBy(above: Profile, { profile: id, version, document }: Publication, at: Date) {
  const { equivalents, exempt, tightenedBy = [], ...rest } = above
  const { controls, ignored } = tighten(above.controls, document.controls, at)
  const fewer = fewerWays(
    { ...(equivalents && { equivalents }), ...(exempt && { exempt }) },
    document,
  )
  const profile: Profile = {
    ...{ ...rest, controls, ...fewer.ways },
    ...(document.retention && {
      retention: tightenRetention(above.retention ?? {}, document.retention),
    }),
    tightenedBy: [...tightenedBy, { id, version }],
  }
  return { profile, ignored: [...ignored, ...fewer.ignored] }
}

/** When the rules change next by what is known at an instant; null where nothing is announced. */
export function nextChange(
  sources: readonly RuleSource[],
  publications: readonly Publication[],
  at: Date,
): Date | null {
  const known = publications.filter(({ publishedAt }) => publishedAt <= at)
  const coming = [...instants(sources, known), ...builtInChanges].filter((each) => each > at)
  return coming.length === 0 ? null : new Date(Math.min(...coming.map(Number)))
}

/** What is published, and does not hold yet, of each source at an instant; the soonest first. */
export function announcedAt(
  sources: readonly RuleSource[],
  publications: readonly Publication[],
  at: Date,
): Publication[] {
  return inOrder(sources, at)
    .flatMap(({ organisationId }) => {
      const now = inForce(publications, organisationId, at)?.version ?? 0
      return publications.filter(
        (each) =>
          each.publisherId === organisationId &&
          each.publishedAt <= at &&
          beginsAt(each) > at &&
          each.version > now,
      )
    })
    .toSorted((one, other) => Number(beginsAt(one)) - Number(beginsAt(other)))
}

/** From above down; of the same rank, whose rules have held for longer comes first. */
const inOrder = (sources: readonly RuleSource[], at: Date): RuleSource[] =>
  sources
    .filter(({ startsAt, endsAt }) => startsAt <= at && (endsAt === null || endsAt > at))
    .toSorted(
      (one, other) =>
        ranks[one.kind] - ranks[other.kind] ||
        Number(one.startsAt) - Number(other.startsAt) ||
        (one.organisationId < other.organisationId ? -1 : 1),
    )

function inForce(publications: readonly Publication[], publisherId: string, at: Date) {
  return publications
    .filter((each) => each.publisherId === publisherId && beginsAt(each) <= at)
    .reduce<Publication | undefined>(
      (newest, each) => (newest && newest.version > each.version ? newest : each),
      undefined,
    )
}

/** Every moment at which the rules may change. */
function instants(
  sources: readonly RuleSource[],
  publications: readonly Publication[],
): readonly Date[] {
  const publishers = new Set(publications.map(({ publisherId }) => publisherId))
  return [
    ...sources
      .filter(({ organisationId }) => publishers.has(organisationId))
      .flatMap(({ startsAt, endsAt }) => (endsAt ? [startsAt, endsAt] : [startsAt])),
    ...publications.flatMap((publication) => {
      const begins = beginsAt(publication)
      return [
        begins,
        ...Object.values(publication.document.controls).flatMap((choice) =>
          choice?.countsFrom === undefined || hasBegun(choice.countsFrom, begins)
            ? []
            : [new Date(`${choice.countsFrom}T00:00:00Z`)],
        ),
      ]
    }),
  ]
}

function latest(moments: readonly Date[], at: Date): Date | null {
  const past = moments.filter((each) => each <= at)
  return past.length === 0 ? null : new Date(Math.max(...past.map(Number)))
}
