/** What came back of a mail that was sent: which one, and why. */
export type ReturnedMail = {
  /** The Message-ID of what was sent, with its angle brackets. */
  readonly messageId: string
  /** `bounced`: it could not be delivered, for good; `complained`: its reader marked it as unwanted. */
  readonly why: 'bounced' | 'complained'
}

/** A longer one is no report: these are a few thousand characters. */
export const returnedMail_max = 1_000_000
/** Parts within parts; a report has three, side by side. */
const depth_max = 4

type Part = { readonly headers: ReadonlyMap<string, string>; readonly body: string }

/**
 * Reads what a mail server sends back: a delivery report (RFC 3464) whose failure is for good, or a
 * reader's complaint (RFC 5965). Null for anything else: an answer from a holiday, a report that
 * delivery is late, a mail that is none of these.
 */
export function readReturnedMail(raw: string): ReturnedMail | null {
  if (raw.length > returnedMail_max) return null
  const parts = partsOf(partOf(raw.replaceAll('\r\n', '\n')), 0)
  const why = parts.map(whyOf).find((each) => each !== null)
  const messageId = parts.map(originalId).find((each) => each !== null)
  return why && messageId ? { messageId, why } : null
}

/** A message or a part of one: its headers, unfolded, by their names in small letters, and the rest. */
function partOf(text: string): Part {
  const end = text.indexOf('\n\n')
  const [head, body] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end + 2)]
  return { headers: headersOf(head), body }
}

function headersOf(head: string): Map<string, string> {
  const headers = new Map<string, string>()
  for (const line of head.replaceAll(/\n[ \t]+/g, ' ').split('\n')) {
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase()
    if (name !== '' && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim())
  }
  return headers
}

const typeOf = ({ headers }: Part) =>
  (headers.get('content-type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? ''

/** It and all parts within it. */
function partsOf(part: Part, depth: number): Part[] {
  const boundary = /boundary="?([^";\s]{1,70})"?/i.exec(part.headers.get('content-type') ?? '')?.[1]
  if (!boundary || !typeOf(part).startsWith('multipart/') || depth >= depth_max) return [part]
  const inner = `\n${part.body}`.split(`\n--${boundary}`).slice(1)
  const wanted = inner.filter((each) => !each.startsWith('--'))
  return [
    part,
    ...wanted.flatMap((each) => partsOf(partOf(each.replace(/^[^\n]*\n/, '')), depth + 1)),
  ]
}

function whyOf(part: Part): ReturnedMail['why'] | null {
  const type = typeOf(part)
  if (type === 'message/feedback-report') {
    return headersOf(part.body).get('feedback-type')?.toLowerCase() === 'abuse'
      ? 'complained'
      : null
  }
  if (type !== 'message/delivery-status') return null
  // Of the message first, then a group of fields for each address.
  const groups = part.body.split('\n\n').map(headersOf)
  const isFinal = groups.some(
    (group) =>
      group.get('action')?.toLowerCase() === 'failed' && group.get('status')?.startsWith('5'),
  )
  return isFinal ? 'bounced' : null
}

/** Which mail it is about: its own headers come back with it. */
function originalId(part: Part): string | null {
  const type = typeOf(part)
  if (type !== 'message/rfc822' && type !== 'text/rfc822-headers') return null
  const [head = ''] = part.body.split('\n\n')
  return /^<[^<>\s]{1,200}>$/.exec(headersOf(head).get('message-id') ?? '')?.[0] ?? null
}
