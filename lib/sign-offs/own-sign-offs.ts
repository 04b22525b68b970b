import { and, asc, desc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { policyVersions } from '#db/schema/policies'
import { signOffRequests, signOffs } from '#db/schema/sign-offs'
import { checklistOf } from '../core/sign-offs/checklists'
import { signOffState, type SignOffState } from '../core/sign-offs/state'
import { query } from '../query'
import { ownRow } from './own-row'

/** Something that somebody is still to read and answer. */
export type ToSign = {
  readonly requestId: string
  readonly kind: 'policy' | 'drill'
  readonly title: string
  readonly version: number
  readonly state: SignOffState
  readonly dueAt: Date
}

/** What somebody has signed, as their own record and its download have it. */
export type OwnSignOff = Pick<
  typeof signOffs.$inferSelect,
  | 'id'
  | 'requestId'
  | 'name'
  | 'loginMethod'
  | 'roles'
  | 'clubName'
  | 'kind'
  | 'title'
  | 'version'
  | 'sha256'
  | 'statement'
  | 'statementVersion'
  | 'signedAt'
  | 'receipt'
  | 'evidenceRecordId'
>

/**
 * What the asker is still to sign at this club, the longest due first. Throws `not_found` for who is
 * not on its register.
 */
export const toSign = query({
  permission: 'sign_off.sign',
  input: z.object({}),
  run: async (tx, ctx): Promise<ToSign[]> => waitingOf(tx, (await ownRow(tx, ctx)).id, ctx.now),
})

/** All that the asker has signed at this club, the newest first. Throws `not_found`. */
export const ownSignOffs = query({
  permission: 'sign_off.sign',
  input: z.object({}),
  async run(tx, ctx): Promise<OwnSignOff[]> {
    const person = await ownRow(tx, ctx)
    return tx
      .select({
        id: signOffs.id,
        requestId: signOffs.requestId,
        name: signOffs.name,
        loginMethod: signOffs.loginMethod,
        roles: signOffs.roles,
        clubName: signOffs.clubName,
        kind: signOffs.kind,
        title: signOffs.title,
        version: signOffs.version,
        sha256: signOffs.sha256,
        statement: signOffs.statement,
        statementVersion: signOffs.statementVersion,
        signedAt: signOffs.signedAt,
        receipt: signOffs.receipt,
        evidenceRecordId: signOffs.evidenceRecordId,
      })
      .from(signOffs)
      .where(eq(signOffs.coachId, person.id))
      .orderBy(desc(signOffs.signedAt), desc(signOffs.id))
  },
})

async function waitingOf(tx: Tx, coachId: string, now: Date): Promise<ToSign[]> {
  const rows = await tx
    .select({
      request: signOffRequests,
      title: policyVersions.title,
      version: policyVersions.version,
    })
    .from(signOffRequests)
    .leftJoin(policyVersions, eq(policyVersions.id, signOffRequests.versionId))
    .where(
      and(
        eq(signOffRequests.coachId, coachId),
        inArray(signOffRequests.state, ['sent', 'opened']),
        inArray(signOffRequests.kind, ['policy', 'drill']),
      ),
    )
    .orderBy(asc(signOffRequests.dueAt), asc(signOffRequests.id))
  return rows.map(({ request, title, version }) => {
    const own = checklistOf(request.words)
    return {
      requestId: request.id,
      kind: request.kind === 'drill' ? 'drill' : 'policy',
      title: title ?? own?.title ?? 'Something to sign',
      version: version ?? own?.version ?? 1,
      state: signOffState(request, now),
      dueAt: request.dueAt,
    }
  })
}
