import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { credentials, recordCheckViews } from '#db/schema/register'
import { onlyCoach } from '../coaches/only-coach'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { whyNotVerify, type NotVerifiable } from '../core/proof/claim'
import { countsTo } from '../core/register/due'
import { renewalOf } from '../core/register/needs'
import { id, newId } from '../ids'
import { effectiveProfile } from '../profiles/effective-profile'
import type { Credential } from './known-person'
import { openReference } from './reference-seal'

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
  permission: 'record_check.read',
  input: z.object({ credentialId: id }),
  async run(tx, ctx, { credentialId }) {
    const own = onlyCoach(ctx)
    const found = await find(tx, credentialId)
    if (own && found.row.coachId !== own) throw notFound()
    return shown(tx, ctx, found, false)
  },
})

/** The same with its number, for who is about to verify it. Throws `conflict` where it is not to be. */
export const showToVerify = command({
  name: 'credential.show_to_verify',
  permission: 'credential.verify',
  input: z.object({ credentialId: id }),
  async run(tx, ctx, { credentialId }) {
    const found = await find(tx, credentialId)
    const { state, issuedOn } = found.row
    if (state !== 'in_force' || issuedOn === null) {
      throw conflict('This was changed meanwhile. Look again.')
    }
    const mayLook = notVerifiable(ctx, found) === null
    return shown(tx, ctx, found, mayLook)
  },
})

type Found = { row: Credential; coachName: string; subjectUserId: string | null }

async function find(tx: Tx, credentialId: string): Promise<Found> {
  const [found] = await tx
    .select({ row: credentials, coachName: coaches.name, subjectUserId: coaches.userId })
    .from(credentials)
    .innerJoin(coaches, eq(coaches.id, credentials.coachId))
    .where(eq(credentials.id, credentialId))
  if (!found) throw notFound()
  return found
}

const notVerifiable = (ctx: Context, { row, subjectUserId }: Found) =>
  whyNotVerify({ providedBy: row.providedBy ?? '', subjectUserId }, actorUserId(ctx) ?? '')

async function shown(tx: Tx, ctx: Context, found: Found, withReference: boolean) {
  const { row, coachName, subjectUserId } = found
  const me = actorUserId(ctx)
  const seen = row.kind === 'record_check' && (me === null || subjectUserId !== me)
  if (seen) await writeView(tx, ctx, row, withReference)
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

async function writeView(tx: Tx, ctx: Context, row: Credential, withReference: boolean) {
  await tx.insert(recordCheckViews).values({
    ...{ organisationId: ctx.organisation.id, id: newId(), coachId: row.coachId },
    ...{ credentialId: row.id, withReference, at: ctx.now },
    viewedBy: actorUserId(ctx),
    viewedByName: ctx.actor.kind === 'user' ? ctx.actor.name : 'Touchline',
  })
}
