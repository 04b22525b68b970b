import { day_ms } from './durations'

/** A worker says that it lives every few seconds; this long without a word means that it does not. */
const workerSilence_ms = 60_000

/**
 * Zoom tells of every session that starts. Days without a word are quiet, or the subscription at Zoom
 * has died, which it does without a word as well: whoever runs the installation looks.
 */
const zoomSilence_ms = 3 * day_ms

/** Something due for longer than this is not being done. */
const dueLate_ms = 15 * 60_000

export type HealthFacts = {
  databaseAnswers: boolean
  queueAnswers: boolean
  workerSeenAt: Date | null
  oldestDueAt: Date | null
  /** Zoom's last webhook; no part of being well, since quiet days are no fault. */
  webhookSeenAt?: Date | null
  log?: LogFacts | null
}

/** How the transparency log was found last, and since when something waits for its place in it. */
export type LogFacts = { trouble: string | null; oldestPendingAt: Date | null }

export type Health = {
  ok: boolean
  database: 'ok' | 'does not answer'
  queue: 'ok' | 'does not answer'
  worker: 'ok' | 'silent' | 'never seen'
  workerSeenAt: string | null
  due: 'ok' | 'late'
  oldestDueAt: string | null
  /** No part of `ok`: a quiet day is no fault, and what Zoom does not tell is read every day. */
  webhooks: ZoomHeard
  webhookSeenAt: string | null
  /** Why nothing is added to the log or signed, where that is so. */
  log: 'ok' | 'stopped' | 'late'
  logTrouble: string | null
}

export type ZoomHeard = 'ok' | 'silent' | 'never heard'

/** How long it is since Zoom told of anything. */
export function zoomHeard(webhookSeenAt: Date | null, now: Date): ZoomHeard {
  if (webhookSeenAt === null) return 'never heard'
  return now.getTime() - webhookSeenAt.getTime() > zoomSilence_ms ? 'silent' : 'ok'
}

/** What the facts come to at `now`: well only where every part is. */
export function healthOf(facts: HealthFacts, now: Date): Health {
  const silentFor_ms = facts.workerSeenAt ? now.getTime() - facts.workerSeenAt.getTime() : null
  const lateFor_ms = facts.oldestDueAt ? now.getTime() - facts.oldestDueAt.getTime() : 0
  const parts = {
    database: facts.databaseAnswers ? 'ok' : 'does not answer',
    queue: facts.queueAnswers ? 'ok' : 'does not answer',
    worker:
      silentFor_ms === null ? 'never seen' : silentFor_ms > workerSilence_ms ? 'silent' : 'ok',
    due: lateFor_ms > dueLate_ms ? 'late' : 'ok',
    log: logOf(facts.log ?? null, now),
  } as const
  return {
    ok: Object.values(parts).every((part) => part === 'ok'),
    ...parts,
    workerSeenAt: facts.workerSeenAt?.toISOString() ?? null,
    oldestDueAt: facts.oldestDueAt?.toISOString() ?? null,
    webhooks: zoomHeard(facts.webhookSeenAt ?? null, now),
    webhookSeenAt: facts.webhookSeenAt?.toISOString() ?? null,
    logTrouble: facts.log?.trouble ?? null,
  }
}

function logOf(log: LogFacts | null, now: Date): Health['log'] {
  if (log?.trouble) return 'stopped'
  const waits_ms = log?.oldestPendingAt ? now.getTime() - log.oldestPendingAt.getTime() : 0
  return waits_ms > dueLate_ms ? 'late' : 'ok'
}
