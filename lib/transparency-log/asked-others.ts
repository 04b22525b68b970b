import { eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { asked } from '#db/schema/log'
import { retryAfter_ms } from '../jobs/retry-after'
import { log } from '../log'

/** What one of those who are asked about checkpoints answered. */
export type Answer =
  | { readonly failure: null; readonly doneSize: number; readonly seenSize: number }
  | { readonly failure: string; readonly seenSize?: number }

/** How they answered until now; null where they were never asked. */
export async function readAsked(tx: Tx, who: string) {
  const [row] = await tx.select().from(asked).where(eq(asked.who, who))
  return row ?? null
}

/** True where they failed a moment ago, so that they are left alone for a while. */
export const isLeftAlone = (row: { nextAt: Date | null } | null, now: Date): boolean =>
  row?.nextAt !== null && row?.nextAt !== undefined && row.nextAt > now

/** Writes down how they answered. Where they failed they are asked again, ever later. */
export async function writeAsked(
  tx: Tx,
  { who, url }: { who: string; url: string },
  answer: Answer,
  now: Date,
): Promise<void> {
  const before = await readAsked(tx, who)
  const failures = answer.failure === null ? 0 : (before?.failures ?? 0) + 1
  const seen = answer.seenSize === undefined ? {} : { seenSize: answer.seenSize }
  const said = {
    ...{ url, failures, failure: answer.failure, ...seen },
    ...(answer.failure === null ? { doneSize: answer.doneSize, doneAt: now } : {}),
    failingSince: answer.failure === null ? null : (before?.failingSince ?? now),
    nextAt: failures === 0 ? null : new Date(now.getTime() + retryAfter_ms(failures)),
  }
  await tx
    .insert(asked)
    .values({ who, ...said })
    .onConflictDoUpdate({ target: asked.who, set: said })
  if (answer.failure !== null && answer.failure !== before?.failure) {
    log.warn({ who, failure: answer.failure }, 'nothing was signed of the log by them')
  }
}
