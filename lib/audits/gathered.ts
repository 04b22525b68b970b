import type { OpenedTime } from '../core/each-time'
import type { BodyKind, CouldNotCheckReason, Reading } from '../core/readings'
import type { MeetingFacts } from '../zoom/meeting-facts'
import type { AccountUser } from '../zoom/list-users'
import type { AccountGroup } from '../zoom/list-groups'
import type { SessionToRead } from './begin-audit'

/** One body that was asked for: what came, projected, or why nothing did. */
export type Answered = {
  readonly bodyKind: BodyKind
  /** The connection; for a meeting the meeting, for a group the group. */
  readonly subjectId: string
  readonly reading: Reading
  readonly readAt: Date
  /** Of a series: which of its times were opened, in the order of the reading. */
  readonly times?: readonly OpenedTime[]
}

/** A group of the account, with the id that it has here, or is to have. */
export type GroupToKeep = AccountGroup & { readonly id: string }

/** Who and what is in a club's own account; null where the list of them was not whole. */
export type GatheredAccount = {
  readonly users: readonly AccountUser[] | null
  readonly groups: readonly GroupToKeep[] | null
}

/** Everything that one audit got out of Zoom. */
export type Gathered = {
  readonly connectionId: string
  readonly answered: readonly Answered[]
  /** The whole list, or null where any page of it is missing: then it says nothing of absence. */
  readonly listed: readonly MeetingFacts[] | null
  /** Of a part of an account, which knows no list: what the sessions that it opened say themselves. */
  readonly opened: readonly MeetingFacts[]
  /** Of `listed`, what became a session by being there, with the id that it is to have. */
  readonly newSessions: readonly SessionToRead[]
  /** Of a club's own account, who and what is in it; null of one user. */
  readonly account: GatheredAccount | null
  /** The reason that says most about what should have been read and was not; null where all was. */
  readonly reason: CouldNotCheckReason | null
  /** Until when nothing more can be asked, where the audit is to wait for that instead of ending. */
  readonly putOffTo: Date | null
  /** When it makes sense to ask again by itself, where that is before the next daily audit. */
  readonly askAgainAt: Date | null
  /** Zoom failed in a way that may be over in seconds. */
  readonly isWorthRetrying: boolean
}
