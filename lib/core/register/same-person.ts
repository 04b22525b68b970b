/** By which a row of a register is known, where nobody signs in with it. */
export type Named = { readonly name: string; readonly email: string }

/**
 * True where two rows are about one person, by name and address: however the name is written, in
 * whichever order, with a middle name or without. An address alone is not enough, since couples
 * share them.
 */
export const sameNamed = (one: Named, other: Named): boolean =>
  plainAddress(one.email) === plainAddress(other.email) &&
  sameWords(wordsOf(one.name), wordsOf(other.name))

/** The same words, or two and more of which the other only has more. */
function sameWords(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const fewer = Math.min(one.size, other.size)
  const shared = [...one].filter((word) => other.has(word)).length
  return shared === fewer && (fewer > 1 || one.size === other.size)
}

/** The words of a name: letters and digits, without accents. */
function wordsOf(name: string): ReadonlySet<string> {
  const letters = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  const words = letters.replace(/['’`]/g, '').split(/[^\p{L}\p{N}]+/u)
  return new Set(words.filter((word) => word !== ''))
}

/** An address without what may be added to it and still reaches the same person. */
function plainAddress(email: string): string {
  const at = email.lastIndexOf('@')
  const [mailbox = ''] = email.slice(0, at).split('+')
  return `${mailbox}${email.slice(at)}`.toLowerCase()
}
