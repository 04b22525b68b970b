import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '../context'
import { AppError } from '../core/errors'
import { isUnderWay } from '../core/mends/states'
import { listMeetings } from '../meetings/list-meetings'
import { getMend } from '../mends/get-mend'
import { giveConsent } from '../mends/give-consent'
import { makeMend } from '../mends/make-mend'
import { previewMend } from '../mends/preview-mend'
import { completeConnection } from '../zoom-connections/complete-connection'
import { mendingScopes, neededScopes } from '../zoom-connections/needed-scopes'
import { startConnection } from '../zoom-connections/start-connection'
import type { DemoAccount } from './accounts'
import { allow, lockSettings } from './zoom-control'

/** How long one change and its check may take, with the other accounts' at once. */
const mend_timeout_ms = 90_000
const look_ms = 200

/**
 * A person lets Touchline mend, here and at Zoom, and has it mend what is seeded, one after the
 * other; so that what was kept and what Zoom ignored can both be seen.
 */
export async function mendAsSeeded(
  me: () => Promise<Context>,
  { userId, connectionId }: { userId: string; connectionId: string },
  { locked = [], mends = [] }: DemoAccount,
): Promise<void> {
  if (locked.length > 0) await lockSettings(userId, locked)
  await giveConsent(await me(), { connectionId })
  const { address } = await startConnection(await me(), {})
  const answer = await allow(address, userId, [...neededScopes, ...mendingScopes])
  await completeConnection(await me(), answer)
  const { sessions } = await listMeetings(await me(), { connectionId })
  for (const { topic, control } of mends) {
    const session = sessions.find((each) => each.topic === topic)
    const subject = session
      ? ({ subjectKind: 'meeting', subjectId: session.meetingId } as const)
      : ({ subjectKind: 'user', subjectId: connectionId } as const)
    const offer = await previewMend(await me(), { ...subject, controls: [control] })
    const seen = 'mark' in offer ? offer.mark : ''
    const { mendId } = await makeMend(await me(), { ...subject, controls: [control], seen })
    await untilSettled(me, mendId)
  }
}

async function untilSettled(me: () => Promise<Context>, mendId: string): Promise<void> {
  const until = Date.now() + mend_timeout_ms
  while (isUnderWay((await getMend(await me(), { mendId })).state)) {
    if (Date.now() > until) {
      throw new AppError('unavailable', 'A change in Zoom was not read back in time.')
    }
    await wait(look_ms)
  }
}
