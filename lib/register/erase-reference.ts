import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credentials } from '#db/schema/register'
import { command } from '../command'
import type { Context } from '../context'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { eraseAt } from './end-credential'
import { recordRegisterEvent } from './record-event'

const erase = command({
  name: 'credential.erase_reference',
  permission: 'register.work',
  input: z.object({ credentialId: id, token: id }),
  async run(tx, ctx, { credentialId, token }) {
    const found = await tx.execute<{ erased: boolean }>(
      sql`select erase_check_reference(${credentialId}::uuid) as erased`,
    )
    const erased = found.rows[0]?.erased ?? false
    const [row] = await tx.select().from(credentials).where(eq(credentials.id, credentialId))
    if (erased && row) {
      const of = { coachId: row.coachId, subjectKind: 'credential', subjectId: row.id } as const
      await recordRegisterEvent(tx, ctx, of, 'reference_erased')
    }
    const from = row?.verifiedAt ?? row?.endedAt ?? row?.providedAt
    const waits = !erased && row?.referenceSealed && from ? eraseAt(from) : null
    const next = waits && waits > ctx.now ? waits : null
    await dueFinish(tx, 'erase-reference', credentialId, token, next)
    const detail = { erased }
    return {
      result: undefined,
      trail: [{ subject: 'credential', subjectId: credentialId, detail }],
    }
  },
})

/** Erases the number of a record check half a year after somebody decided upon it; its dates stay. */
export const eraseReference = (ctx: Context, credentialId: string, { token }: Lease) =>
  erase(ctx, { credentialId, token })
