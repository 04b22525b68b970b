import { timeout_ms, answer_bytes_max } from './limits'

/** What came over the wire, or that nothing usable did. */
export type Sent =
  | {
      readonly answered: true
      readonly status: number
      readonly headers: Headers
      readonly text: string
    }
  /** `broken`: an answer began, and was cut off or larger than anything of Zoom's. */
  | { readonly answered: false; readonly broken: boolean }

/**
 * Sends one request to Zoom and reads the whole answer, within a time and a size. Follows no
 * redirect: a token goes nowhere but where it was sent. Never throws.
 */
export async function send(url: URL, init: RequestInit): Promise<Sent> {
  const signal = AbortSignal.timeout(timeout_ms)
  let begun = false
  try {
    const response = await fetch(url, { ...init, redirect: 'error', signal })
    begun = true
    const text = await textOf(response)
    if (text === null) return { answered: false, broken: true }
    return { answered: true, status: response.status, headers: response.headers, text }
  } catch {
    // Whatever the network said may carry the address, and with it a secret: it is not passed on.
    return { answered: false, broken: begun && !signal.aborted }
  }
}

/** Null where there is more of it than we read. What is left is thrown away unread. */
async function textOf(response: Response): Promise<string | null> {
  if (!response.body) return ''
  const reader: ReadableStreamDefaultReader<Uint8Array> = response.body.getReader()
  const chunks: Uint8Array[] = []
  let bytes = 0
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    bytes += next.value.byteLength
    if (bytes > answer_bytes_max) {
      await reader.cancel()
      return null
    }
    chunks.push(next.value)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** The JSON value of a text, or undefined where it is none: HTML, XML, or cut off. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
