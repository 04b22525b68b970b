import type { Tx } from '#db/tenant'
import { appointments } from '#db/schema/register'
import type { Context } from '../context'
import { newerCredentials, newRoles, type OnRegister } from '../core/imports/compare-person'
import type { ReadCredential, ReadPerson } from '../core/imports/read-row'
import type { AppointmentRole } from '../core/register/appointment'
import { newId } from '../ids'
import { endCredential } from '../register/end-credential'
import { insertCredential } from '../register/provide-credential'
import { recordRegisterEvent } from '../register/record-event'
import { standingCredentials } from '../register/standing-credentials'
import type { TrailEntry } from '../trail/trail-entry'

/**
 * Offers somebody the roles that a row names, and writes what they have to show, as the officer who
 * confirmed the file: nobody has verified it, and a role is theirs when they say yes to it.
 */
export async function writeClaims(
  tx: Tx,
  officer: Context,
  coachId: string,
  person: ReadPerson,
  there: Pick<OnRegister, 'roles' | 'credentials'>,
): Promise<TrailEntry[]> {
  const entries: TrailEntry[] = []
  for (const role of newRoles(person, there)) {
    entries.push(...(await offer(tx, officer, coachId, role)))
  }
  for (const claim of newerCredentials(person, there)) {
    entries.push(await provide(tx, officer, coachId, claim))
  }
  return entries
}

async function offer(
  tx: Tx,
  officer: Context,
  coachId: string,
  role: AppointmentRole,
): Promise<TrailEntry[]> {
  const by = officer.actor.kind === 'user' ? officer.actor : null
  const [offered] = await tx
    .insert(appointments)
    .values({
      ...{ organisationId: officer.organisation.id, id: newId(), coachId, role, team: '' },
      ...{ offeredAt: officer.now, offeredBy: by?.userId ?? null },
      ...{ offeredByName: by?.name ?? 'Touchline', startsAt: officer.now },
    })
    .onConflictDoNothing()
    .returning()
  if (!offered) return []
  const of = { coachId, subjectKind: 'appointment', subjectId: offered.id } as const
  await recordRegisterEvent(tx, officer, of, 'offered', { role })
  const detail = { role, coach: coachId }
  const action = 'appointment.offer'
  return [{ subject: 'appointment', subjectId: offered.id, action, detail }]
}

/** What a file does not say: whoever verifies it sees, and adds, by whom it is and at which level. */
const unsaid = {
  ...{ scheme: '', level: '', issuer: '', reference: null, nameOnIt: null, nameReason: null },
  ...{ coversOnline: null, onUpdateService: false },
}

async function provide(
  tx: Tx,
  officer: Context,
  coachId: string,
  { kind, issuedOn, expiresOn }: ReadCredential,
): Promise<TrailEntry> {
  const standing = await standingCredentials(tx, officer, coachId, kind)
  for (const each of standing) await endCredential(tx, officer, each, 'replaced')
  const credentialId = await insertCredential(tx, officer, coachId, {
    ...{ kind, stage: 'there', issuedOn, appliedOn: null, ...unsaid },
    // Until when a record check counts is the rules' to say.
    expiresOn: kind === 'record_check' ? null : expiresOn,
  })
  const detail = { kind, coach: coachId }
  const action = 'credential.provide'
  return { subject: 'credential', subjectId: credentialId, action, detail }
}
