import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { credentials } from '#db/schema/register'
import { onlyCoach } from '../coaches/only-coach'
import { mayBeCoach } from '../coaches/who-may-be-coach'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { whyNotVerify, type NotVerifiable } from '../core/proof/claim'
import { countsTo } from '../core/register/due'
import { renewalOf } from '../core/register/needs'
import { id } from '../ids'
import { effectiveProfile } from '../profiles/effective-profile'
import type { Credential } from './known-person'
import { onlyOwnChecks } from './only-own-checks'
import { openReference } from './reference-seal'
import { writeCheckViews } from './write-check-views'

/** All that is kept of one credential. */
export type ShownCredential = {
  row: Pick<
    Credential,
    | 'id'
    | 'coachId'
    | 'kind'
    | 'scheme'
    | 'level'
    | 'issuer'
    | 'nameOnIt'
    | 'nameReason'
    | 'appliedOn'
    | 'issuedOn'
    | 'expiresOn'
    | 'coversOnline'
    | 'onUpdateService'
    | 'providedByName'
    | 'providedAt'
    | 'state'
    | 'endedAt'
    | 'verifiedByName'
    | 'verifiedHow'
    | 'verifiedAt'
    | 'statusCheckedAt'
    | 'referenceErasedAt'
  >
  coachName: string
  /** From when on it counts no more by the rules; null where it does not end. */
  until: Date | null
  /** Null where the reader may be the second person. */
  notVerifiable: NotVerifiable | null
  /** Its number, for who verifies and for nobody else. */
  reference: string | null
}

/**
 * All that is kept of one credential, without its number. Each time that this is of a record check
 * and shown to anybody but its person, it is written down who saw it. Throws `not_found`.
 */
export const showCredential = command({
  name: 'credential.show',
  permission: 'register.read',
  input: z.object({ credentialId: id }),
  async run(tx, ctx, { credentialId }) {
    const found = await find(tx, ctx, credentialId)
    const isCheck = found.row.kind === 'record_check'
    const own = isCheck ? onlyOwnChecks(ctx) : onlyCoach(ctx)
    if (own && found.row.coachId !== own) throw notFound()
    return shown(tx, ctx, found, false)
  },
})

/**
 * The same with its number, for who is about to verify it and for as long as nobody has. Whoever may
 * not, and is no welfare officer, is shown no record check here. Throws `not_found`, `conflict` where
 * it is not to be verified.
 */
export const showToVerify = command({
  name: 'credential.show_to_verify',
  permission: 'credential.verify',
  input: z.object({ credentialId: id }),
  async run(tx, ctx, { credentialId }) {
    const found = await find(tx, ctx, credentialId)
    const { state, issuedOn, kind, verifiedAt } = found.row
    if (state !== 'in_force' || issuedOn === null) {
      throw conflict('This was changed meanwhile. Look again.')
    }
    const mayLook = notVerifiable(ctx, found) === null && verifiedAt === null
    if (!mayLook && kind === 'record_check') {
      const own = onlyOwnChecks(ctx)
      if (own && found.row.coachId !== own) throw notFound()
    }
    return shown(tx, ctx, found, mayLook)
  },
})

type Found = {
  row: Credential
  coachName: string
  subjectUserId: string | null
  /** The asker is, or may be, whose it is. */
  isOwn: boolean
}

async function find(tx: Tx, ctx: Context, credentialId: string): Promise<Found> {
  const [found] = await tx
    .select({ row: credentials, coachName: coaches.name, subjectUserId: coaches.userId })
    .from(credentials)
    .innerJoin(coaches, eq(coaches.id, credentials.coachId))
    .where(eq(credentials.id, credentialId))
  const me = actorUserId(ctx)
  if (!found || me === null) throw notFound()
  return { ...found, isOwn: await mayBeCoach(tx, found.row.coachId, me) }
}

function notVerifiable(ctx: Context, { row, isOwn }: Found): NotVerifiable | null {
  const me = actorUserId(ctx) ?? ''
  return whyNotVerify({ providedBy: row.providedBy ?? '', subjectUserId: isOwn ? me : null }, me)
}

async function shown(tx: Tx, ctx: Context, found: Found, withReference: boolean) {
  const { row, coachName, subjectUserId } = found
  const me = actorUserId(ctx)
  const seen = row.kind === 'record_check' && (me === null || subjectUserId !== me)
  if (seen) await writeCheckViews(tx, ctx, [row], withReference)
  const profile = await effectiveProfile(tx, ctx, ctx.now)
  const { referenceSealed: _sealed, referenceKeyId: _key, ...kept } = row
  const result: ShownCredential = {
    ...{ row: kept, coachName, notVerifiable: notVerifiable(ctx, found) },
    until: countsTo(row, renewalOf(profile, row.kind)),
    reference: withReference ? openReference(row) : null,
  }
  const detail = { kind: row.kind, coach: row.coachId, with_reference: withReference }
  return { result, trail: [{ subject: 'credential', subjectId: row.id, detail }] as const }
}
