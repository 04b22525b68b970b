import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { readingConfirmations, readings } from '#db/schema/readings'

const kept = z.object({
  settings: z.object({
    alternative_hosts: z.union([
      z.object({ count: z.int() }).transform(({ count }) => count),
      z.object({ present: z.literal(false) }).transform(() => 0),
    ]),
  }),
})

/**
 * How many alternative hosts Zoom names for a session, by what this audit read of it. Who they are is
 * kept nowhere. Null where it was not read, or does not say.
 */
export async function otherHosts(
  tx: Tx,
  sessionId: string,
  auditId: string | undefined,
): Promise<number | null> {
  if (auditId === undefined) return null
  const [row] = await tx
    .select({ body: readings.body })
    .from(readingConfirmations)
    .innerJoin(
      readings,
      and(
        eq(readings.organisationId, readingConfirmations.organisationId),
        eq(readings.hash, readingConfirmations.readingHash),
      ),
    )
    .where(
      and(eq(readingConfirmations.auditId, auditId), eq(readingConfirmations.subjectId, sessionId)),
    )
  const parsed = kept.safeParse(row ? JSON.parse(row.body) : null)
  return parsed.success ? parsed.data.settings.alternative_hosts : null
}
