import type { ImportState } from '#lib/core/imports/states'
import type { Face } from '#lib/core/status'

/** How far a file is, as its tag says it. */
export const stateFaces: Readonly<Record<ImportState, { face: Face; words: string }>> = {
  columns: { face: 'due_soon', words: 'Waits for you' },
  checking: { face: 'not_checked', words: 'Being looked at' },
  ready: { face: 'due_soon', words: 'Waits for you' },
  writing: { face: 'not_checked', words: 'Being read in' },
  done: { face: 'met', words: 'Read in' },
  withdrawn: { face: 'not_applicable', words: 'Taken back' },
}
