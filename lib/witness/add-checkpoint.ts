import { AppError } from '../core/errors'
import { cosign } from '../core/transparency/cosignature'
import { judgeCheckpoint, openAsked, type Asked } from '../core/transparency/judge-checkpoint'
import { signatureLine } from '../core/transparency/signed-note'
import {
  parseAddCheckpoint,
  sizeContentType,
  type AddCheckpoint,
} from '../core/transparency/witness-request'
import { keepSeen, lastSeen, originHash } from './seen'
import type { Witness } from './witness'

/** An answer over HTTP. */
export type Answer = { readonly status: number; readonly type: string; readonly body: string }

const plain = 'text/plain; charset=utf-8'
export const says = (status: number, body: string): Answer => ({ status, type: plain, body })

/** What a refusal says beside its status, for who looks into it. */
const refusals = {
  400: 'The request or its checkpoint is not in the form of c2sp.org/tlog-witness.\n',
  403: 'No key that this witness trusts for that log signed the checkpoint, or one did badly.\n',
  404: 'This witness does not know that log.\n',
  422: 'That tree did not grow out of the one that this witness has seen.\n',
} as const
const refused = (status: keyof typeof refusals) => says(status, refusals[status])

/** How often it is tried again where others keep taking the turn. */
const tries_max = 8

/**
 * `POST /add-checkpoint` of https://c2sp.org/tlog-witness. What is cosigned was kept first, so that
 * a witness that dies at any step has signed nothing that it forgot.
 */
export async function addCheckpoint(witness: Witness, text: string, now: Date): Promise<Answer> {
  const request = parseAddCheckpoint(text)
  if (!request.ok) return refused(400)
  const asked = openAsked(request.value.checkpoint, witness.logs)
  if (!asked.ok) {
    const statuses = { malformed: 400, unknown_log: 404, unsigned: 403 } as const
    return refused(statuses[asked.fault])
  }
  for (let tries = 0; tries < tries_max; tries += 1) {
    const answer = await tryOnce(witness, request.value, asked.value, now)
    if (answer) return answer
  }
  throw new AppError('unavailable', 'Others keep taking the turn.')
}

/** Null where somebody else kept another checkpoint of this log meanwhile. */
async function tryOnce(
  { files, folder, key }: Witness,
  request: AddCheckpoint,
  { checkpoint, body, note }: Asked,
  now: Date,
): Promise<Answer | null> {
  const hash = originHash(checkpoint.origin)
  const seen = await lastSeen(files, folder, hash)
  const status = judgeCheckpoint(request, checkpoint, seen?.checkpoint ?? null)
  if (status === 409) {
    return { status, type: sizeContentType, body: `${seen?.checkpoint.size ?? 0}\n` }
  }
  if (status !== 200) return refused(status)
  // A clock that was put back must not say that a smaller tree was the largest at a later time.
  const time = Math.max(Math.floor(now.getTime() / 1000), seen?.time ?? 0)
  const before = seen?.turn ?? 0
  const isKept = await keepSeen(files, folder, { hash, before, time, noteText: note })
  return isKept ? says(200, signatureLine(cosign(body, time, key))) : null
}
