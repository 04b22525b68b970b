/**
 * What cannot be seen: controls (the database takes no NUL), marks that turn the direction of
 * writing, spaces without width.
 */
const unseen = /\p{C}/u

/** True where a text holds anything that cannot be seen. */
export const holdsUnseen = (text: string): boolean => unseen.test(text)

/** The text with a space for whatever cannot be seen: for what is looked for, and kept nowhere. */
export const withoutUnseen = (text: string): string => text.replace(/\p{C}+/gu, ' ')

/**
 * The same of words in several lines, which stay lines: for what people write that is kept, and that
 * others read.
 */
export const withoutUnseenInLines = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(/[^\P{C}\n]+/gu, ' ')
