import { counted } from './dates'

/**
 * What is said of a page that just fetched itself anew, by how many things there were to mend before
 * and are now; null where they are not counted. Empty where there is nothing worth a word: a page is
 * not to speak each time that a check found all as it was.
 */
export function updateWords(before: number | null, now: number | null): string {
  if (before === null || now === null) return 'Updated just now.'
  if (now > before) return `Updated just now: ${counted(now - before, 'new thing')} to mend.`
  if (now < before) return `Updated just now: ${counted(before - now, 'thing')} fewer to mend.`
  return ''
}
