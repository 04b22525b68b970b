import { counted } from '../dates'
import type { NoticeWords } from '../notices/words'

/** How many things a mail names; more are counted, and stand on the page. */
export const things_max = 25

/** What a digest is made of. The paths are on this site. */
export type DigestWords = {
  readonly title: string
  readonly lines: readonly string[]
  readonly things: readonly { readonly title: string; readonly path: string }[]
  /** Each reason once. */
  readonly whys: readonly string[]
}

/** One mail of several things that are due, each with its own page. */
export function digestWords(all: readonly NoticeWords[]): DigestWords {
  const named = all.slice(0, things_max)
  const more = all.length - named.length
  const start = `${counted(all.length, 'thing')} to do on Touchline`
  return {
    title: start,
    lines: [
      'This is all that is due now, in one mail. We write to you about it once a day at most.',
      ...(more > 0 ? [`There are ${more} more on your page.`] : []),
    ],
    things: named.map(({ title, action }) => ({ title, path: action.path })),
    whys: [...new Set(all.map(({ why }) => why))],
  }
}
