import { and, eq } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { credentials } from '#db/schema/register'
import type { Context } from '../context'
import { conflict } from '../core/errors'
import type { CredentialState } from '../core/register/credential'
import { dueAdd } from '../jobs/due'
import type { Credential } from './known-person'
import { recordRegisterEvent } from './record-event'

/** For so many months after it was decided upon, the number of a record check is kept. */
export const referenceKept_months = 6

/** When the number of a record check is to be erased: half a year after it was decided, ended or put in. */
export function eraseAt(from: Date): Date {
  const at = new Date(from)
  at.setUTCMonth(at.getUTCMonth() + referenceKept_months)
  return at
}

const events = { replaced: 'replaced', withdrawn: 'withdrawn', merged: 'merged' } as const

/** Ends a credential that is in force. Throws `conflict` where it ended meanwhile. */
export async function endCredential(
  tx: Tx,
  ctx: Context,
  credential: Credential,
  state: Exclude<CredentialState, 'in_force'>,
): Promise<void> {
  const [ended] = await tx
    .update(credentials)
    .set({ state, endedAt: ctx.now })
    .where(and(eq(credentials.id, credential.id), eq(credentials.state, 'in_force')))
    .returning()
  if (!ended) throw conflict('This has changed meanwhile. Look again.')
  const { coachId, kind } = credential
  const of = { coachId, subjectKind: 'credential', subjectId: credential.id } as const
  await recordRegisterEvent(tx, ctx, of, events[state], { credential_kind: kind })
  if (kind === 'record_check' && ended.referenceSealed !== null) {
    await dueAdd(tx, 'erase-reference', credential.id, eraseAt(ended.verifiedAt ?? ctx.now))
  }
}
