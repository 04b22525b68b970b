import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { zoomConnections } from '#db/schema/zoom-connections'
import type { Gathered } from './gathered'

const typed = z.object({ type: z.int() })

/**
 * Whether the user has a licence at Zoom, as it said this time: people buy one, or give it up, long
 * after they connected, and it decides how often their account may be asked.
 */
export async function keepUserType(
  tx: Tx,
  { connectionId, answered }: Pick<Gathered, 'connectionId' | 'answered'>,
): Promise<void> {
  const reading = answered.find(({ bodyKind }) => bodyKind === 'user')?.reading
  const user = typed.safeParse(reading?.read ? reading.body : null)
  if (!user.success) return
  const { type: zoomUserType } = user.data
  await tx
    .update(zoomConnections)
    .set({ zoomUserType })
    .where(
      and(
        eq(zoomConnections.id, connectionId),
        sql`${zoomConnections.zoomUserType} is distinct from ${zoomUserType}`,
      ),
    )
}
