import type { Json } from '../core/canonical-json'

/** One line of the trail. The actor, the time and the organisation come from the context. */
export type TrailEntry = {
  /** What kind of thing it was done to, in one word of the glossary. */
  subject: string
  subjectId: string | null
  /** Facts worth keeping, never a secret, never a child. */
  detail?: Readonly<Record<string, Json>>
  /** Where one command does several things, what this one was; else the command's own name. */
  action?: string
}
