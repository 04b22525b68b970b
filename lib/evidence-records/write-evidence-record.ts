import { randomBytes } from 'node:crypto'
import type { Tx } from '#db/tenant'
import { evidenceRecords } from '#db/schema/evidence'
import type { Context } from '../context'
import { canonicalJson, type JsonObject } from '../core/canonical-json'
import { evidenceHashes } from '../core/sha256'
import { newId } from '../ids'

/** Bytes of salt in a record, so that a published leaf tells nothing of what it hides. */
const salt_bytes = 16

/**
 * The kinds of fact that evidence is kept of; and `check_due`, which the database itself writes where
 * a check becomes due.
 */
export type EvidenceKind =
  | 'result'
  | 'acceptance'
  | 'sign_off'
  | 'mending_consent'
  | 'mend'
  | 'statement'
  | 'exemption'
  | 'adoption'
  | 'register'
  | 'profile'
  | 'pack'

/**
 * Writes facts as evidence records in the transaction that makes them so, in order, and returns
 * their ids. A record is RFC 8785 text of `{ kind, recorded_at, salt, ...fact }`, salt in lower-case
 * hexadecimal; its leaf is as `evidenceHashes` says. The same transaction marks each for the log, whose
 * sequencer gives it its place afterwards.
 */
export async function writeEvidenceRecords(
  tx: Tx,
  ctx: Context,
  kind: EvidenceKind,
  facts: readonly JsonObject[],
): Promise<string[]> {
  const rows = facts.map((fact) => {
    const record = canonicalJson({
      ...fact,
      kind,
      organisation: ctx.organisation.id,
      recorded_at: ctx.now.toISOString(),
      salt: randomBytes(salt_bytes).toString('hex'),
    })
    return {
      organisationId: ctx.organisation.id,
      id: newId(),
      kind,
      record,
      ...evidenceHashes(record),
      recordedAt: ctx.now,
    }
  })
  if (rows.length > 0) await tx.insert(evidenceRecords).values(rows)
  return rows.map((row) => row.id)
}
