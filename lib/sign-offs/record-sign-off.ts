import { and, eq, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { coaches } from '#db/schema/coaches'
import { evidenceRecords } from '#db/schema/evidence'
import { memberships } from '#db/schema/organisations'
import { signOffs } from '#db/schema/sign-offs'
import type { Context } from '../context'
import { notFound } from '../core/errors'
import { loginMethod, receiptCode } from '../core/sign-offs/origin'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { newId } from '../ids'
import type { SignOffRequest } from './append-event'
import { peopleAsked } from './people-asked'
import type { Receipt } from './prepare-sign-off'
import type { Shown } from './shown'

type Signing = {
  readonly person: typeof coaches.$inferSelect
  readonly request: SignOffRequest
  readonly shown: Shown
  readonly signedInAt: Date
  readonly ticked: readonly string[]
}

/**
 * Writes down that somebody signed, with its evidence record: who and how they were signed in, what
 * they were there, what exactly they were shown, and what they said. To be called with the request
 * held, once.
 */
export async function recordSignOff(
  tx: Tx,
  ctx: Context,
  { person, request, shown, signedInAt, ticked }: Signing,
): Promise<Receipt & { readonly evidenceRecordId: string }> {
  if (ctx.actor.kind !== 'user') throw notFound()
  const { userId, name } = ctx.actor
  const { kind, policyId, versionId, words, coachId } = request
  const row = {
    ...{ organisationId: ctx.organisation.id, id: newId(), requestId: request.id, coachId },
    ...{ userId, name, loginMethod: loginMethod(signedInAt), kind, policyId, versionId, words },
    ...{ roles: await rolesOf(tx, ctx, person), clubName: ctx.organisation.name },
    ...{ title: shown.title, version: shown.version, sha256: shown.sha256, signedAt: ctx.now },
    ...{ statement: shown.statement.text, statementVersion: shown.statement.version },
  }
  const [evidenceRecordId = ''] = await writeEvidenceRecords(tx, ctx, 'sign_off', [
    {
      ...{ sign_off: row.id, request: request.id, coach: coachId, user: userId },
      ...{ login: row.loginMethod, roles: row.roles, club: row.clubName, about: kind },
      ...{ policy: policyId, policy_version: versionId, words, session: request.sessionId },
      ...{ title: row.title, version: row.version, sha256: row.sha256 },
      ...{ statement: row.statement, statement_version: row.statementVersion },
      ...{ ticked: [...ticked], signed_at: ctx.now.toISOString() },
    },
  ])
  const [record] = await tx
    .select({ entry: evidenceRecords.entry })
    .from(evidenceRecords)
    .where(eq(evidenceRecords.id, evidenceRecordId))
  const receipt = receiptCode(record?.entry ?? '')
  await tx.insert(signOffs).values({ ...row, receipt, evidenceRecordId })
  const { id: signOffId, title, version, statement, sha256, signedAt, clubName } = row
  return {
    ...{ signOffId, title, version, statement, sha256, signedAt, receipt, name, clubName },
    evidenceRecordId,
  }
}

/** What somebody is at the club at this moment: on its register, and by the posts they hold. */
async function rolesOf(
  tx: Tx,
  ctx: Context,
  person: typeof coaches.$inferSelect,
): Promise<string[]> {
  const asked = (await peopleAsked(tx, ctx, person.id)).flatMap(({ roles }) => roles)
  const posts = await tx
    .select({ role: memberships.role })
    .from(memberships)
    .where(and(eq(memberships.userId, person.userId ?? ''), isNull(memberships.endsAt)))
  const held = posts.map(({ role }) => role).filter((role) => role !== 'coach')
  return [...new Set([...asked, ...held])].toSorted()
}
