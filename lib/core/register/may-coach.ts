import type { Level } from '../results'

/** Whether somebody may coach online, in a word. Not known is never a yes. */
export type MayCoachState = 'may' | 'may_not_yet' | 'not_cleared' | 'does_not_coach' | 'left'

export type MayCoach = {
  readonly state: MayCoachState
  /** The sentence that a page begins with. */
  readonly words: string
  /** Why not yet, a sentence each; for somebody not cleared to start, none. */
  readonly because: readonly string[]
}

export type MayCoachFacts = {
  readonly left: boolean
  /** They are not to start, or not to go on. Nobody is told why. */
  readonly suspended: boolean
  readonly coaching: boolean
  /** What the rules come to for them. */
  readonly verdicts: readonly {
    readonly level: Level
    readonly result: 'met' | 'not_met' | 'could_not_check' | 'not_applicable'
    readonly because: string
    readonly until: Date | null
  }[]
  /** What was to be signed by now and is not, by its name; absent where nobody asks. */
  readonly unsigned?: readonly string[]
  /** Of what must be mended in their Zoom account and sessions; absent where it is not looked at. */
  readonly zoom?: 'in_order' | 'to_mend' | 'not_known'
}

const zoomWords = {
  to_mend: 'Something in the Zoom account must be mended first.',
  not_known: 'It is not known how the Zoom account is set.',
} as const

/**
 * Whether somebody may coach online by the rules, in words. What must be there and is not, what is
 * late, and what nobody has looked at yet all stand in the way; advice does not.
 */
export function mayCoach(facts: MayCoachFacts, now: Date): MayCoach {
  if (facts.left) return plain('left', 'Has left the club.')
  if (facts.suspended) return plain('not_cleared', 'Not cleared to start.')
  if (!facts.coaching) return plain('does_not_coach', 'Does not coach.')
  const because = [
    ...facts.verdicts.flatMap((each) => inTheWay(each, now)),
    ...(facts.unsigned ?? []).map((title) => `“${title}” is not signed, and its time is over.`),
    ...(facts.zoom && facts.zoom !== 'in_order' ? [zoomWords[facts.zoom]] : []),
  ]
  if (because.length > 0)
    return { state: 'may_not_yet', words: 'May not coach online yet.', because }
  return plain('may', 'May coach online.')
}

const plain = (state: MayCoachState, words: string): MayCoach => ({ state, words, because: [] })

function inTheWay({ level, result, because, until }: MayCoachFacts['verdicts'][number], now: Date) {
  if (level !== 'MUST' || result === 'not_applicable') return []
  if (result !== 'met') return [because]
  return until !== null && until <= now ? [`It is out of date now. Before: ${because}`] : []
}
