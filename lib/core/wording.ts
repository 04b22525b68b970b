/** `Sam` of `Sam Okafor`: how one volunteer speaks of another. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name

const keepsItsCapital = /^(Zoom|AI|[A-Z][A-Z0-9])/

/** A sentence as it goes on after a colon: `anyone with the link can walk in`. */
export const midSentence = (sentence: string): string =>
  keepsItsCapital.test(sentence) ? sentence : sentence.charAt(0).toLowerCase() + sentence.slice(1)

const inARow = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** `Ann, Ben and Cy`. */
const namesInARow = (names: readonly string[]): string => inARow.format(names)

/** Who it is that says MUST: the bodies above the club, by name. */
export const whoseRules = (bodies: readonly string[]): string =>
  bodies.length === 0 ? 'Your governing body' : namesInARow(bodies)

/** The address that opens the reader's own e-mail, with a letter to one person begun. */
export function letterTo(email: string, subject: string, lines: readonly string[]): string {
  const query = { subject, body: lines.join('\n\n') }
  const parts = Object.entries(query).map(([name, text]) => `${name}=${encodeURIComponent(text)}`)
  return `mailto:${encodeURIComponent(email)}?${parts.join('&')}`
}
