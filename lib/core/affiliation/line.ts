import type { Level } from '../results'
import type { ProofKind } from '../proof/proof-kinds'
import type { Face } from '../status'

/** Whose turn it is: the reader's club, or somebody else's; nobody's where it is in order. */
export type Turn = 'you' | 'others' | 'nobody'

/** One thing that the rules ask of a club, and how it stands. */
export type Line = {
  /** A rule's id, or a name of our own for what stands above single rules. */
  readonly key: string
  readonly rule: string | null
  readonly title: string
  readonly level: Level
  readonly face: Face
  /** How it stands, in a sentence or two. */
  readonly words: string
  readonly proof: ProofKind | null
  /** Since when it stands so, and when it was last looked at; null where nobody has. */
  readonly since: Date | null
  readonly lookedAt: Date | null
  readonly turn: Turn
  /** Who can mend it, in plain words; null where nothing is to mend. */
  readonly who: string | null
  /** Where one mends it, and what the link says. */
  readonly href: string
  readonly linkWords: string
}

/** True where nothing is to do: it is so, it does not apply, or its risk was accepted. */
export const isInOrder = ({ face }: Pick<Line, 'face'>): boolean =>
  face === 'met' || face === 'stated' || face === 'accepted' || face === 'not_applicable'

/** From the worst on. What nobody knows is never a pass, and stands before what is in order. */
const faces: readonly Face[] = [
  'not_met',
  'out_of_date',
  'could_not_check',
  'not_checked',
  'due_soon',
  'accepted',
  'stated',
  'met',
  'not_applicable',
]

const turns: readonly Turn[] = ['you', 'others', 'nobody']

/** The worst first, and of those what the reader can do themselves. */
export const worstFirst = (one: Line, other: Line): number =>
  faces.indexOf(one.face) - faces.indexOf(other.face) ||
  turns.indexOf(one.turn) - turns.indexOf(other.turn)

/** The face that comes first of several. */
export const worst = (all: readonly Face[]): Face =>
  faces.find((face) => all.includes(face)) ?? 'not_checked'
