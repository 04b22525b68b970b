import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { credentials } from '#db/schema/register'
import { command } from '../command'
import { conflict, isAppError } from '../core/errors'
import { systemPool } from '../database/pools'
import { errorForLog } from '../error-for-log'
import { id } from '../ids'
import { log } from '../log'
import { contextFor } from '../server-context'
import { keyIds } from '../zoom-connections/token-seal'
import { openReference, sealReference } from './reference-seal'

/** How many are sealed anew in one go; the next look of the sweep takes the next. */
const rows_max = 200

/**
 * Seals the number of one credential with the newest key. Throws `conflict` where it was erased or
 * sealed anew in the meantime, and then changes nothing.
 */
export const resealReference = command({
  name: 'credential.reseal',
  permission: 'register.work',
  input: z.object({ credentialId: id }),
  async run(tx, ctx, { credentialId }) {
    const of = eq(credentials.id, credentialId)
    const [row] = await tx.select().from(credentials).where(of)
    if (!row?.referenceSealed) throw conflict()
    const written = await tx
      .update(credentials)
      .set(sealReference(openReference(row), ctx.organisation.id, credentialId))
      .where(and(of, eq(credentials.referenceSealed, row.referenceSealed)))
      .returning({ keyId: credentials.referenceKeyId })
    if (!written[0]) throw conflict('It was sealed anew already.')
    const detail = { from: row.referenceKeyId, to: written[0].keyId }
    return {
      result: undefined,
      trail: [{ subject: 'credential', subjectId: credentialId, detail }],
    }
  },
})

/** As `resealSome` for tokens: numbers that stand under an older key of the ring, some of them. */
export async function resealReferences(now: Date): Promise<number> {
  const [, ...older] = keyIds()
  if (older.length === 0) return 0
  const found = await systemPool().query<{ organisation_id: string; credential_id: string }>(
    'select organisation_id, credential_id from references_under($1, $2)',
    [older, rows_max],
  )
  let sealed = 0
  for (const { organisation_id, credential_id: credentialId } of found.rows) {
    try {
      const worker = { kind: 'worker', job: 'reseal' } as const
      const ctx = await contextFor(organisation_id, worker, 'worker', now)
      await resealReference(ctx, { credentialId })
      sealed += 1
    } catch (error) {
      if (isAppError(error, 'conflict')) continue
      log.error({ credentialId, ...errorForLog(error) }, 'a number could not be sealed anew')
    }
  }
  return sealed
}
