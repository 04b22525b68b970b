import { createHash, randomBytes } from 'node:crypto'
import { desc } from 'drizzle-orm'
import { inNoTenant } from '#db/tenant'
import { timeStamps } from '#db/schema/log'
import { readTimeStamp, timeStampRequest } from '../core/time-stamp'
import { sequencerPool } from '../database/pools'
import { readBytes } from '../read-bytes'
import { isLeftAlone, readAsked, writeAsked } from './asked-others'
import { latestCheckpoint } from './checkpoints'
import { timeStampName } from './time-stamp-name'

/** Authorities are asked no more often: one stamp is a second clock for all that is older. */
const every_ms = 10 * 60_000
const patience_ms = 15_000
const answerBytes_max = 64 * 1024
const nonceBytes = 8

/**
 * Asks the authority at `url` (RFC 3161) for a time-stamp over the newest checkpoint’s note, where it
 * has none and the last one is a while ago. A failure is written down and tried again later; it
 * stands in nothing’s way. True where a stamp came.
 */
export async function askTimeStamp(now: Date, url: string): Promise<boolean> {
  const { newest, before, last } = await inNoTenant(sequencerPool(), async (tx) => ({
    newest: await latestCheckpoint(tx),
    before: await readAsked(tx, timeStampName),
    last: await tx
      .select({ at: timeStamps.receivedAt })
      .from(timeStamps)
      .orderBy(desc(timeStamps.size))
      .limit(1),
  }))
  const lately = last[0] && now.getTime() - last[0].at.getTime() < every_ms
  if (!newest || newest.timeStamp || lately || isLeftAlone(before, now)) return false
  const answer = await ask(url, newest.note)
  return inNoTenant(sequencerPool(), async (tx) => {
    const of = { who: timeStampName, url }
    if (answer.failure !== null) {
      await writeAsked(tx, of, answer, now)
      return false
    }
    const stamp = { authority: url, response: answer.response, receivedAt: now }
    await tx
      .insert(timeStamps)
      .values({ size: newest.size, ...stamp })
      .onConflictDoNothing()
    await writeAsked(tx, of, { failure: null, doneSize: newest.size, seenSize: 0 }, now)
    return true
  })
}

const faultWords = {
  malformed: 'Its answer cannot be read.',
  not_granted: 'It gave no time-stamp.',
  of_something_else: 'It stamped something else.',
  wrong_nonce: 'Its answer is to another question.',
} as const

type Stamp = { failure: null; response: Buffer } | { failure: string }

async function ask(url: string, note: string): Promise<Stamp> {
  const sha256 = createHash('sha256').update(note).digest()
  const nonce = randomBytes(nonceBytes)
  const response = await send(url, timeStampRequest(sha256, nonce))
  if (!response) return { failure: 'It did not answer as it should.' }
  const read = readTimeStamp(response, sha256, nonce)
  if (!read.ok) return { failure: faultWords[read.fault] }
  return { failure: null, response }
}

/** Null where nothing came back in time, whole, and short enough. */
async function send(url: string, request: Uint8Array): Promise<Buffer | null> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(request),
      redirect: 'error',
      signal: AbortSignal.timeout(patience_ms),
    })
    const bytes = answer.ok ? await readBytes(answer.body, answerBytes_max) : null
    return bytes && Buffer.from(bytes)
  } catch {
    return null
  }
}
