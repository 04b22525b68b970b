import { and, asc, eq, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { credentials } from '#db/schema/register'
import { whichMayBe } from '../coaches/who-may-be-coach'
import { actorUserId } from '../context'
import { notFound } from '../core/errors'
import { whyNotVerify, type NotVerifiable } from '../core/proof/claim'
import type { CredentialKind } from '../core/register/credential'
import { query } from '../query'

/** One credential that waits for a second person. */
export type ToVerify = {
  credentialId: string
  coachId: string
  coachName: string
  kind: CredentialKind
  providedByName: string
  providedAt: Date
  nameDiffers: boolean
  /** Null where the reader may be that person. */
  notVerifiable: NotVerifiable | null
}

const waiting_max = 200

const isWaiting = () =>
  and(
    eq(credentials.state, 'in_force'),
    isNull(credentials.verifiedAt),
    isNotNull(credentials.issuedOn),
    isNull(coaches.endsAt),
  )

/** What waits for a second person to look at it, the longest first. */
export const listToVerify = query({
  permission: 'credential.verify',
  input: z.object({}),
  async run(tx, ctx): Promise<ToVerify[]> {
    if (ctx.organisation.kind !== 'club') throw notFound()
    const rows = await tx
      .select({ row: credentials, coachName: coaches.name })
      .from(credentials)
      .innerJoin(coaches, eq(coaches.id, credentials.coachId))
      .where(isWaiting())
      .orderBy(asc(credentials.providedAt), asc(credentials.id))
      .limit(waiting_max)
    const me = actorUserId(ctx) ?? ''
    const coachIds = rows.map(({ row }) => row.coachId)
    const own = await whichMayBe(tx, coachIds, me)
    return rows.map(({ row, coachName }) => ({
      ...{ credentialId: row.id, coachId: row.coachId, coachName, kind: row.kind },
      ...{ providedByName: row.providedByName, providedAt: row.providedAt },
      nameDiffers: row.nameOnIt !== null,
      notVerifiable: whyNotVerify(
        { providedBy: row.providedBy ?? '', subjectUserId: own.has(row.coachId) ? me : null },
        me,
      ),
    }))
  },
})

/** How many wait. */
export async function countToVerify(tx: Tx): Promise<number> {
  const rows = await tx
    .select({ id: credentials.id })
    .from(credentials)
    .innerJoin(coaches, eq(coaches.id, credentials.coachId))
    .where(isWaiting())
  return rows.length
}
