/**
 * What a club keeps, class by class. `at_least`: rules of a body or region may have it kept for longer,
 * and never for less than those above. `at_most`: they may have it kept for less, and never for longer.
 * `fixed`: nobody chooses it. Source: each class's own; the periods that no source gives are ours, since
 * each body has to set, record and justify its own (Sport England and ICO guidance, DOMAIN L22).
 */
export type RetentionBound = 'at_least' | 'at_most' | 'fixed'

export type RetentionClass = {
  /** What it is, in words, as "We keep …". */
  readonly what: string
  /** From when it is counted, as "… after …". */
  readonly after: string
  readonly bound: RetentionBound
  /** In `unit`, where no rules say otherwise. */
  readonly usual: number
  readonly unit: 'months' | 'days'
  /** Between what rules may choose, for what is not fixed. */
  readonly least: number
  readonly most: number
  /** Where the period is from. */
  readonly source: string
}

/** Classes of which a governing body chooses the period. */
export const chosenClasses = ['people_left', 'readings', 'addresses'] as const
export type ChosenClass = (typeof chosenClasses)[number]

const fixedClasses = ['check_numbers', 'sign_off_origins', 'import_files'] as const

export const retentionClasses: {
  readonly [of in ChosenClass | (typeof fixedClasses)[number]]: RetentionClass
} = {
  people_left: {
    what: 'Who was on the register: name, address, roles, and what they signed and showed',
    after: 'they have left',
    ...{ bound: 'at_least', usual: 36, unit: 'months', least: 12, most: 300 },
    source:
      'Our choice: three years, as British Gymnastics keeps accident records. Your governing body may ask for longer.',
  },
  readings: {
    what: 'What Zoom said of settings and sessions',
    after: 'a check last saw it so',
    ...{ bound: 'at_most', usual: 24, unit: 'months', least: 3, most: 84 },
    source: 'Our choice: two seasons. What each check came to is kept.',
  },
  addresses: {
    what: 'The address of an invitation that nobody took',
    after: 'the invitation ended',
    ...{ bound: 'at_most', usual: 6, unit: 'months', least: 1, most: 24 },
    source: 'Our choice: long enough to ask once more.',
  },
  check_numbers: {
    what: 'The number of a criminal record check',
    after: 'somebody decided on it, or else after it was put in',
    ...{ bound: 'fixed', usual: 6, unit: 'months', least: 6, most: 6 },
    source: 'The code of practice of the Disclosure and Barring Service. Its dates stay.',
  },
  sign_off_origins: {
    what: 'The network and browser with which somebody signed',
    after: 'they signed',
    ...{ bound: 'fixed', usual: 30, unit: 'days', least: 30, most: 30 },
    source: 'Our choice.',
  },
  import_files: {
    what: 'The rows of a file that is read in',
    after: 'it was sent, if nobody finishes with it. Otherwise at once',
    ...{ bound: 'fixed', usual: 14, unit: 'days', least: 14, most: 14 },
    source: 'Our choice.',
  },
}

/** What a governing body, region or club chose; what is left out is as usual, or as above. */
export type RetentionChoice = { readonly [of in ChosenClass]?: number }

/** For how many months a class is kept by these rules. */
export const keptMonths = (of: ChosenClass, choice: RetentionChoice | undefined): number =>
  choice?.[of] ?? retentionClasses[of].usual

/**
 * Rules of above with what rules below ask: of what is kept at least so long, the longer period; of what
 * is kept at most so long, the shorter one. What only one of them names is as that one has it.
 */
export function tightenRetention(above: RetentionChoice, below: RetentionChoice): RetentionChoice {
  return Object.fromEntries(
    chosenClasses.flatMap((of): [ChosenClass, number][] => {
      const given = [above[of], below[of]].filter((months) => months !== undefined)
      if (given.length === 0) return []
      const pick = retentionClasses[of].bound === 'at_least' ? Math.max : Math.min
      return [[of, pick(...given)]]
    }),
  )
}

/** "3 years", "18 months", "30 days". */
export function periodWords(count: number, unit: 'months' | 'days'): string {
  if (unit === 'months' && count % 12 === 0) {
    const years = count / 12
    return years === 1 ? '1 year' : `${years} years`
  }
  return `${count} ${count === 1 ? unit.slice(0, -1) : unit}`
}
