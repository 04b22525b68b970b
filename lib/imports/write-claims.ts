import type { Tx } from '#db/tenant'
import { appointments } from '#db/schema/register'
import type { Context } from '../context'
import { newerCredentials, newRoles, type OnRegister } from '../core/imports/compare-person'
import type { ReadCredential, ReadPerson } from '../core/imports/read-row'
import type { AppointmentRole } from '../core/register/appointment'
import { newId } from '../ids'
import { endCredential } from '../register/end-credential'
import { insertCredentials } from '../register/provide-credential'
import { recordRegisterEvents, registerEvidences } from '../register/record-event'
import { standingCredentials } from '../register/standing-credentials'
import type { TrailEntry } from '../trail/trail-entry'

/** Somebody of a file, as they stand on the register now. */
export type Claimant = {
  readonly coachId: string
  readonly person: ReadPerson
  /** They came by this very file, so that nothing of theirs is there yet. */
  readonly isNew: boolean
  readonly there: Pick<OnRegister, 'roles' | 'credentials'>
}

type OfCoach = { readonly coachId: string; readonly entry: TrailEntry }

/**
 * Offers people the roles that their rows name, and writes what they have to show, as the officer who
 * confirmed the file: nobody has verified it, and a role is theirs when they say yes to it. Returns
 * what is to stand in the trail of each.
 */
export async function writeClaims(
  tx: Tx,
  officer: Context,
  people: readonly Claimant[],
): Promise<OfCoach[]> {
  const posts = people.flatMap(({ coachId, person, there }) =>
    newRoles(person, there).map((role) => ({ coachId, role })),
  )
  const claims = people.flatMap(({ coachId, person, there, isNew }) =>
    newerCredentials(person, there).map((claim) => ({ coachId, claim, isNew })),
  )
  return [...(await offer(tx, officer, posts)), ...(await provide(tx, officer, claims))]
}

async function offer(
  tx: Tx,
  officer: Context,
  posts: readonly { coachId: string; role: AppointmentRole }[],
): Promise<OfCoach[]> {
  if (posts.length === 0) return []
  const by = officer.actor.kind === 'user' ? officer.actor : null
  const offered = await tx
    .insert(appointments)
    .values(
      posts.map(({ coachId, role }) => ({
        ...{ organisationId: officer.organisation.id, id: newId(), coachId, role, team: '' },
        ...{ offeredAt: officer.now, offeredBy: by?.userId ?? null },
        ...{ offeredByName: by?.name ?? 'Touchline', startsAt: officer.now },
      })),
    )
    .onConflictDoNothing()
    .returning()
  const steps = offered.map(({ id: subjectId, coachId, role }) => ({
    ...{ coachId, role, subjectKind: 'appointment' as const, subjectId, basis: { role } },
  }))
  const recordIds = await registerEvidences(tx, officer, steps, 'offered')
  const recorded = steps.map((step, index) => ({ ...step, recordId: recordIds[index] ?? '' }))
  await recordRegisterEvents(tx, officer, recorded, 'offered')
  return steps.map(({ coachId, role, subjectId }) => ({
    coachId,
    entry: {
      ...{ subject: 'appointment', subjectId, action: 'appointment.offer' },
      detail: { role, coach: coachId },
    },
  }))
}

/** What a file does not say: whoever verifies it sees, and adds, by whom it is and at which level. */
const unsaid = {
  ...{ scheme: '', level: '', issuer: '', reference: null, nameOnIt: null, nameReason: null },
  ...{ coversOnline: null, onUpdateService: false },
}

async function provide(
  tx: Tx,
  officer: Context,
  claims: readonly { coachId: string; claim: ReadCredential; isNew: boolean }[],
): Promise<OfCoach[]> {
  for (const { coachId, claim, isNew } of claims) {
    if (isNew) continue
    const standing = await standingCredentials(tx, officer, coachId, claim.kind)
    for (const each of standing) await endCredential(tx, officer, each, 'replaced')
  }
  const ids = await insertCredentials(
    tx,
    officer,
    claims.map(({ coachId, claim: { kind, issuedOn, expiresOn } }) => ({
      coachId,
      fields: {
        ...{ kind, stage: 'there' as const, issuedOn, appliedOn: null, ...unsaid },
        // Until when a record check counts is the rules' to say.
        expiresOn: kind === 'record_check' ? null : expiresOn,
      },
    })),
  )
  return claims.map(({ coachId, claim: { kind } }, index) => ({
    coachId,
    entry: {
      ...{ subject: 'credential', subjectId: ids[index] ?? '', action: 'credential.provide' },
      detail: { kind, coach: coachId },
    },
  }))
}
