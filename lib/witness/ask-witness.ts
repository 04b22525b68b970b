import { cosignatureTime, cosignatureVerifier } from '../core/transparency/cosignature'
import { parseCheckpoint } from '../core/transparency/checkpoint'
import type { VerifierKey } from '../core/transparency/note-keys'
import {
  noteLimits,
  parseSignatureLines,
  signatureLine,
  verifyNote,
} from '../core/transparency/signed-note'
import {
  addCheckpointText,
  parseSizeAnswer,
  sizeContentType,
  type AddCheckpoint,
} from '../core/transparency/witness-request'
import { readBytes } from '../read-bytes'

/** Sixteen signatures of the longest kind fit in. */
const answerBytes_max = 96 * 1024
const patience_ms = 10_000
/** A clock may be wrong by so much; a statement about a later time says nothing yet. */
const timeAhead_s_max = 600

/** A witness of somebody's: where it is asked, and by which key its word is known. */
export type AskedWitness = { readonly url: string; readonly key: VerifierKey }

/**
 * What a witness said: its verified signature lines, each with a newline, and their newest time in
 * seconds since 1970; or that it has seen another size, which is asked again from there; or nothing
 * that counts.
 */
export type WitnessAnswer =
  | { readonly ok: true; readonly lines: string; readonly time: number }
  | { readonly ok: false; readonly fault: 'other_size'; readonly size: number }
  | { readonly ok: false; readonly fault: 'refused'; readonly status: number }
  | {
      readonly ok: false
      readonly fault: 'unreachable' | 'malformed_answer' | 'bad_signature' | 'no_known_key'
    }

/**
 * Asks one witness to cosign a checkpoint (https://c2sp.org/tlog-witness). Every failure is an
 * answer: a witness that is not there never stops a log.
 */
export async function askWitness(
  { url, key }: AskedWitness,
  request: AddCheckpoint,
  { now, timeout_ms = patience_ms }: { now: Date; timeout_ms?: number },
): Promise<WitnessAnswer> {
  const answer = await send(`${url.replace(/\/+$/, '')}/add-checkpoint`, request, timeout_ms)
  if (!answer) return { ok: false, fault: 'unreachable' }
  const { status, type, text } = answer
  if (status === 409 && type === sizeContentType) {
    const size = parseSizeAnswer(text)
    return size === null
      ? { ok: false, fault: 'malformed_answer' }
      : { ok: false, fault: 'other_size', size }
  }
  if (status !== 200) return { ok: false, fault: 'refused', status }
  return verified(text, request.checkpoint, key, now)
}

/** Only what this witness's own key signed, of this checkpoint, is passed on. */
function verified(text: string, checkpoint: string, key: VerifierKey, now: Date): WitnessAnswer {
  const read = parseCheckpoint(checkpoint)
  const signatures = text.endsWith('\n') ? parseSignatureLines(text.slice(0, -1).split('\n')) : null
  if (!read.ok || !signatures || signatures.length > noteLimits.signatures) {
    return { ok: false, fault: 'malformed_answer' }
  }
  const verifier = cosignatureVerifier(key)
  const checked = verifyNote({ text: read.value.note.text, signatures }, [verifier])
  if (!checked.ok) return { ok: false, fault: checked.fault }
  const times = checked.value.map(({ signature }) => cosignatureTime(signature) ?? 0)
  const time = Math.max(...times)
  if (time > now.getTime() / 1000 + timeAhead_s_max) return { ok: false, fault: 'malformed_answer' }
  const { name, keyId } = verifier
  const lines = checked.value.map(({ signature }) => signatureLine({ name, keyId, signature }))
  return { ok: true, lines: lines.join(''), time }
}

/** Null where nothing came back in time, whole, and short enough. */
async function send(url: string, request: AddCheckpoint, timeout_ms: number) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: addCheckpointText(request),
      // Another address would be another witness.
      redirect: 'error',
      signal: AbortSignal.timeout(timeout_ms),
    })
    const bytes = await readBytes(response.body, answerBytes_max)
    if (!bytes) return null
    const type = response.headers.get('content-type')?.split(';')[0]?.trim() ?? ''
    return { status: response.status, type, text: new TextDecoder().decode(bytes) }
  } catch {
    return null
  }
}
