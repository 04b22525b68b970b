import { counted } from './dates'
import type { Cause } from './group-findings'

type Placed = { readonly session: unknown }

/** `and in 39 more sessions`; null where it is in one place only. */
export function alsoWords({ others }: Pick<Cause<Placed>, 'others'>): string | null {
  if (others.length === 0) return null
  const allSessions = others.every(({ session }) => session !== null)
  return `and in ${counted(others.length, allSessions ? 'more session' : 'more place')}`
}

/** `1 thing to mend, in 40 places`: how much there is to do, and not in how many places it shows. */
export function causesWords(causes: number, findings: number): string {
  const things = `${counted(causes, 'thing')} to mend`
  return findings > causes ? `${things}, in ${counted(findings, 'place')}` : things
}
