/**
 * The age at which a text can be read, by the Automated Readability Index: letters a word and words
 * a sentence, so no syllables to guess. Source: Senter and Smith, “Automated Readability Index”,
 * AMRL-TR-66-220, 1967. Index 1 is read at 5 to 6, each further one a year later.
 * A line is a sentence. Of a few words alone it says nothing.
 */
export function readingAge(text: string): number {
  const words = text.match(/[\p{L}\p{N}’'-]+/gu) ?? []
  const letters = words.join('').replace(/[^\p{L}\p{N}]/gu, '').length
  const sentences = text.split(/[.!?:]+(?:\s|$)|\n/u).filter((part) => /\p{L}/u.test(part)).length
  const index = 4.71 * (letters / words.length) + 0.5 * (words.length / sentences) - 21.43
  return Math.max(index, 0) + 5
}
