import { codeOfConduct } from './code-of-conduct'
import { communication } from './communication'
import { onlineSafety } from './online-safety'
import { photography } from './photography'
import { remoteCoaching } from './remote-coaching'
import { reporting } from './reporting'
import type { StartingText } from './starting-text'

/** The texts to start from, in the order in which a club needs them. */
export const startingTexts: readonly StartingText[] = [
  onlineSafety,
  codeOfConduct,
  reporting,
  communication,
  photography,
  remoteCoaching,
]

export const startingTextById = (id: string): StartingText | undefined =>
  startingTexts.find((text) => text.id === id)
