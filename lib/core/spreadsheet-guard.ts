/** A cell that begins with one of these would be run as a formula by a spreadsheet. */
const formulaStart = /^'*[=+\-@\t\r\n＝＋－＠]/
const guardedStart = /^'+[=+\-@\t\r\n＝＋－＠]/

/**
 * Text that a spreadsheet shows and does not run (OWASP, CSV injection). What looks as if it were
 * guarded is guarded once more, so that `unguarded` gives back exactly what there was.
 */
export const guarded = (text: string) => (formulaStart.test(text) ? `'${text}` : text)

/** The text that was guarded. */
export const unguarded = (text: string) => (guardedStart.test(text) ? text.slice(1) : text)
