import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '../context'
import { AppError } from '../core/errors'
import { isUnderWay } from '../core/mends/states'
import { listMeetings } from '../meetings/list-meetings'
import { getMend } from '../mends/get-mend'
import { getRun } from '../mends/get-run'
import { giveConsent } from '../mends/give-consent'
import { makeMend } from '../mends/make-mend'
import { makeRun } from '../mends/make-run'
import type { SeenMend } from '../mends/mend-seen'
import { previewMend } from '../mends/preview-mend'
import { previewRun } from '../mends/preview-run'
import { completeConnection } from '../zoom-connections/complete-connection'
import { mendingScopes, neededScopes } from '../zoom-connections/needed-scopes'
import { startConnection } from '../zoom-connections/start-connection'
import type { DemoAccount } from './accounts'
import { allow, lockSettings } from './zoom-control'

/** How long one change and its check may take, with the other accounts' at once. */
const mend_timeout_ms = 90_000
const look_ms = 200

/**
 * A person lets Touchline mend, here and at Zoom, and has it mend what is seeded; so that what was
 * kept and what Zoom ignored can both be seen.
 */
export async function mendAsSeeded(
  me: () => Promise<Context>,
  { userId, connectionId }: { userId: string; connectionId: string },
  { locked = [], mends }: DemoAccount,
): Promise<void> {
  if (!mends) return
  if (locked.length > 0) await lockSettings(userId, locked)
  await giveConsent(await me(), { connectionId })
  const { address } = await startConnection(await me(), {})
  const answer = await allow(address, userId, [...neededScopes, ...mendingScopes])
  await completeConnection(await me(), answer)
  const { sessions } = await listMeetings(await me(), { connectionId })
  const wanted = sessions.map(({ meetingId }) => ({ meetingId, controls: [mends.inSessions] }))
  const all = await previewRun(await me(), { wanted })
  const { runId } = await makeRun(await me(), { wanted, seen: 'mark' in all ? all.mark : '' })
  await untilSettled(async () => (await getRun(await me(), { runId })).mends)
  const own = {
    subjectKind: 'user' as const,
    subjectId: connectionId,
    controls: [mends.inSettings],
  }
  const one = await previewMend(await me(), own)
  const { mendId } = await makeMend(await me(), { ...own, seen: 'mark' in one ? one.mark : '' })
  await untilSettled(async () => [await getMend(await me(), { mendId })])
}

async function untilSettled(look: () => Promise<readonly SeenMend[]>): Promise<void> {
  const until = Date.now() + mend_timeout_ms
  while ((await look()).some(({ state }) => isUnderWay(state))) {
    if (Date.now() > until) {
      throw new AppError('unavailable', 'A change in Zoom was not read back in time.')
    }
    await wait(look_ms)
  }
}
