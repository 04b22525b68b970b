/** What a pack is held to, in the order in which a person reads it. */
export const checkNames = [
  'form',
  'files',
  'readings',
  'records',
  'checkpoint',
  'witnesses',
  'manifest',
  'results',
  'verdicts',
  'signed',
] as const

export type CheckName = (typeof checkNames)[number]

/**
 * `holds`: proved by what was worked out anew. `fails`: something is not what it says. `not_shown`:
 * the pack has nothing to prove it by.
 */
export type Outcome = 'holds' | 'fails' | 'not_shown'

export type Check = {
  readonly name: CheckName
  readonly outcome: Outcome
  /** A sentence each: first what it comes to, then what is wrong or missing. */
  readonly says: readonly string[]
}

/** Of what is wrong, so many are told one by one. */
const told_max = 20

/** A check that holds where nothing is wrong. */
export function checkOf(
  name: CheckName,
  wrong: readonly string[],
  holds: readonly string[],
): Check {
  if (wrong.length === 0) return { name, outcome: 'holds', says: holds }
  const more = wrong.length - told_max
  const says = [...wrong.slice(0, told_max), ...(more > 0 ? [`And ${more} more.`] : [])]
  return { name, outcome: 'fails', says }
}

/** A check that nothing in the pack answers. */
export const notShown = (name: CheckName, why: string): Check => ({
  ...{ name, outcome: 'not_shown' },
  says: [why],
})

/** Counts, in words: “1 record”, “3 records”. */
export const many = (count: number, one: string, other = `${one}s`) =>
  `${count} ${count === 1 ? one : other}`
