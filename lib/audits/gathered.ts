import type { BodyKind, CouldNotCheckReason, Reading } from '../core/readings'

/** One body that was asked for: what came, projected, or why nothing did. */
export type Answered = {
  readonly bodyKind: BodyKind
  /** The connection, or for a meeting the meeting. */
  readonly subjectId: string
  readonly reading: Reading
  readonly readAt: Date
}

/** A meeting as the account's list has it. */
export type Listed = {
  readonly zoomMeetingId: string
  readonly zoomType: number
  readonly topic: string | null
  readonly startsAt: Date | null
  readonly duration_minutes: number | null
}

/** Everything that one audit got out of Zoom. */
export type Gathered = {
  readonly connectionId: string
  readonly answered: readonly Answered[]
  /** The whole list, or null where any page of it is missing: then it says nothing of absence. */
  readonly listed: readonly Listed[] | null
  /** The reason that says most about what could not be read; null where everything was. */
  readonly reason: CouldNotCheckReason | null
}
