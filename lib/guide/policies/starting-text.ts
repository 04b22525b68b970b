import type { AudienceRole } from '../../core/policies/audience'
import type { PublishedSource } from '../../core/rules/sources'

/**
 * A policy to start from: written for this product, in our own words, from the sources that it names.
 * What stands in [square brackets] is for each body or club to fill in, and nothing is published
 * while any of it is left. A changed text is a new version; what was begun from it stays.
 */
export type StartingText = {
  readonly id: string
  readonly title: string
  /** What it is for, in a sentence. */
  readonly about: string
  /** The rules that it answers. */
  readonly rules: readonly string[]
  readonly roles: readonly AudienceRole[]
  readonly shortVersion: string
  readonly markdown: string
  readonly sources: readonly PublishedSource[]
  readonly version: number
  /** The day on which it was last gone through against its sources. */
  readonly reviewed: string
}
