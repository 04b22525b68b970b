import type { ProfileDocument } from './document'

/** A version of somebody's rules as it was published. */
export type Publication = {
  readonly id: string
  readonly publisherId: string
  /** The publisher's short name for its rules. */
  readonly profile: string
  readonly version: number
  readonly publishedAt: Date
  readonly inForceFrom: Date
  readonly document: ProfileDocument
}

/** Somebody whose rules hold for an organisation, from when until when; the organisation itself, too. */
export type RuleSource = {
  readonly organisationId: string
  readonly kind: 'governing_body' | 'region' | 'club'
  readonly name: string
  readonly startsAt: Date
  readonly endsAt: Date | null
}

/** When a version begins to hold: never before it was published. */
export const beginsAt = ({ publishedAt, inForceFrom }: Publication): Date =>
  inForceFrom > publishedAt ? inForceFrom : publishedAt
