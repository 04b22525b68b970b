import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { day_ms } from '../core/durations'
import { sha256Hex } from '../core/sha256'

/** How long an invitation may be accepted. */
export const invitationLife_days = 14

export const invitationExpiry = (now: Date) =>
  new Date(now.getTime() + invitationLife_days * day_ms)

const kind = 'invitation'
const tokenBytes = 32
const tokenShape = /^[A-Za-z0-9_-]{43}$/

/** A new secret for this invitation; only its hash is kept, and the one before it is worthless. */
export async function issueToken(tx: Tx, invitationId: string, expiresAt: Date): Promise<string> {
  const token = randomBytes(tokenBytes).toString('base64url')
  await tx.execute(
    sql`select issue_public_token(${sha256Hex(token)}, ${kind}, ${invitationId}, ${expiresAt.toISOString()})`,
  )
  return token
}

/** True where it was still to be used, here and now; it is not any more. */
export async function spendToken(tx: Tx, token: string, now: Date): Promise<boolean> {
  const found = await tx.execute<{ used: boolean }>(
    sql`select use_public_token(${sha256Hex(token)}, ${kind}, ${now.toISOString()}) as used`,
  )
  return found.rows[0]?.used ?? false
}

/** The invitation may no longer be accepted with what was mailed. */
export async function withdrawToken(tx: Tx, invitationId: string, now: Date): Promise<void> {
  await tx.execute(
    sql`select withdraw_public_token(${kind}, ${invitationId}, ${now.toISOString()})`,
  )
}

/** Which invitation of which organisation a token is for, used or not; null where it is nobody's. */
export async function resolveToken(
  tx: Tx,
  token: string,
): Promise<{ organisationId: string; invitationId: string } | null> {
  if (!tokenShape.test(token)) return null
  const hash = sha256Hex(token)
  const found = await tx.execute<{ organisation_id: string; subject_id: string }>(
    sql`select organisation_id, subject_id from find_public_token(${hash}, ${kind})
      union all select organisation_id, subject_id from find_used_public_token(${hash}, ${kind})`,
  )
  const row = found.rows[0]
  return row ? { organisationId: row.organisation_id, invitationId: row.subject_id } : null
}
