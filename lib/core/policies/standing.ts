/** What of a version decides where it stands. */
export type VersionTerm = {
  readonly id: string
  readonly version: number
  readonly change: 'material' | 'minor'
  readonly inForceFrom: Date
}

/** What a club said to a version. */
export type Said = {
  readonly versionId: string
  readonly decision: 'adopted' | 'not_yet'
  readonly at: Date
}

/** How a club stands to a policy that came from above. */
export type Standing<Version extends VersionTerm, Word extends Said> = {
  /** The version that its publisher has in force now; null before the first begins. */
  inForce: Version | null
  /** The next one, which begins on a day that is to come. */
  coming: Version | null
  /** What the club goes by: the newest in force that it adopted, with what it said; null without. */
  followed: { version: Version; said: Word } | null
  /** What it is still to say yes to: the newest that it has not adopted. */
  toAdopt: { version: Version; said: Word | null } | null
}

/** The version that holds at a moment: the newest of those that have begun. */
export function versionInForce<Version extends VersionTerm>(
  versions: readonly Version[],
  now: Date,
): Version | null {
  return (
    versions
      .filter(({ inForceFrom }) => inForceFrom <= now)
      .toSorted((one, other) => other.version - one.version)[0] ?? null
  )
}

/**
 * What a club said to a version. What it said yes to holds for the versions after it whose changes
 * are minor, without being asked again.
 */
export function saidTo<Word extends Said>(
  versions: readonly VersionTerm[],
  said: readonly Word[],
  version: VersionTerm,
): Word | null {
  const own = said
    .filter(({ versionId }) => versionId === version.id)
    .toSorted((one, other) => other.at.getTime() - one.at.getTime())
  const newest = own.find(({ decision }) => decision === 'adopted') ?? own[0]
  if (newest) return newest
  if (version.change === 'material') return null
  const before = versions.find((each) => each.version === version.version - 1)
  return before ? saidTo(versions, said, before) : null
}

/** How a club stands to a policy, by all that it has of it. */
export function standingOf<Version extends VersionTerm, Word extends Said>(
  versions: readonly Version[],
  said: readonly Word[],
  now: Date,
): Standing<Version, Word> {
  const newestFirst = versions.toSorted((one, other) => other.version - one.version)
  const inForce = versionInForce(versions, now)
  const [newest] = newestFirst
  const coming = newest && newest.inForceFrom > now ? newest : null
  const followed = newestFirst
    .filter(({ inForceFrom }) => inForceFrom <= now)
    .map((version) => ({ version, said: saidTo(versions, said, version) }))
    .find((each) => each.said?.decision === 'adopted')
  const last = newest ? saidTo(versions, said, newest) : null
  return {
    inForce,
    coming,
    followed: followed?.said ? { version: followed.version, said: followed.said } : null,
    toAdopt: newest && last?.decision !== 'adopted' ? { version: newest, said: last } : null,
  }
}
