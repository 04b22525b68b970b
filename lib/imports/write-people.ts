import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import type { Context } from '../context'
import {
  changeOf,
  coachesBy,
  newerCredentials,
  newRoles,
  type RegisterChange,
} from '../core/imports/compare-person'
import { grouped } from '../core/grouped'
import { personKey, type ReadPerson } from '../core/imports/read-row'
import type { RowPlan } from '../core/imports/states'
import { newId } from '../ids'
import { carryNotCleared } from '../register/carry-not-cleared'
import { judgePeopleSoon } from '../register/judge-people'
import type { TrailEntry } from '../trail/trail-entry'
import type { Import } from './import-row'
import { registerClaims } from './register-claims'
import { writeClaims } from './write-claims'

export type ToWrite = { readonly rowId: string; readonly person: ReadPerson }

export type Wrote = {
  readonly rowId: string
  readonly plan: RowPlan
  readonly coachId: string
  readonly entries: readonly TrailEntry[]
}

type Row = typeof coaches.$inferSelect

/**
 * Writes these people to the register. What stands there by now decides, and not what stood there
 * when the rows were looked at. `officer` is who confirmed the file.
 */
export async function writePeople(
  tx: Tx,
  officer: Context,
  of: Import,
  people: readonly ToWrite[],
): Promise<Wrote[]> {
  const register = await registerOf(tx, people)
  const claimsOf = await registerClaims(
    tx,
    [...register.values()].map(({ id }) => id),
  )
  const fresh: Row[] = []
  const planned = people.map(({ rowId, person }) => {
    const there = register.get(personKey(person))
    if (there) return { rowId, person, row: there, isNew: false }
    const row = rowFor(officer, of, person)
    fresh.push(row)
    register.set(personKey(person), row)
    return { rowId, person, row, isNew: true }
  })
  if (fresh.length > 0) await tx.insert(coaches).values(fresh)
  const carried = await carryNotCleared(tx, officer, fresh)
  const seen = planned.map((each) => ({
    ...each,
    coachId: each.row.id,
    there: claimsOf(each.row.id),
    change: each.isNew ? {} : changeOf(each.person, each.row),
  }))
  for (const { coachId, change } of seen) {
    if (Object.keys(change).length === 0) continue
    await tx.update(coaches).set(change).where(eq(coaches.id, coachId))
  }
  const claimed = await writeClaims(tx, officer, seen)
  const carriedOf = grouped(carried, ({ subjectId }) => subjectId)
  const claimedOf = grouped(claimed, ({ coachId }) => coachId)
  const wrote = seen.map(({ rowId, coachId, isNew, change, person, there }): Wrote => {
    const plan = planOf(isNew, change, [
      ...newRoles(person, there),
      ...newerCredentials(person, there),
    ])
    if (plan === 'same') return { rowId, plan, coachId, entries: [] }
    const own = (claimedOf.get(coachId) ?? []).map(({ entry }) => entry)
    const more = carriedOf.get(coachId) ?? []
    return { rowId, plan, coachId, entries: [entryOf(of, coachId, isNew, change), ...more, ...own] }
  })
  if (wrote.some(({ plan }) => plan !== 'same')) await judgePeopleSoon(tx, officer)
  return wrote
}

function planOf(isNew: boolean, change: RegisterChange, claims: readonly unknown[]): RowPlan {
  if (isNew) return 'add'
  return Object.keys(change).length + claims.length > 0 ? 'change' : 'same'
}

function entryOf(of: Import, coachId: string, isNew: boolean, change: RegisterChange): TrailEntry {
  const by = { import: of.id, by: of.confirmedBy }
  return isNew
    ? { subject: 'coach', subjectId: coachId, action: 'coach.add', detail: by }
    : {
        ...{ subject: 'coach', subjectId: coachId, action: 'coach.change' },
        detail: { ...by, changed: Object.keys(change) },
      }
}

/** Who of these people stands on the register, held until the commit. */
async function registerOf(tx: Tx, people: readonly ToWrite[]): Promise<Map<string, Row>> {
  const emails = [...new Set(people.map(({ person }) => person.email))]
  const rows = await tx
    .select()
    .from(coaches)
    .where(and(isNull(coaches.endsAt), inArray(coaches.email, emails)))
    .for('update')
  return new Map(rows.map((row) => [personKey(row), row]))
}

function rowFor(officer: Context, of: Import, person: ReadPerson): Row {
  const { name, email, teams, tags, online, roles } = person
  const coaching = coachesBy(roles)
  return {
    ...{ organisationId: officer.organisation.id, id: newId(), name, email, teams: teams ?? '' },
    tags: tags ?? '',
    ...{ coaching, coachesUnder18sOnline: online ?? (coaching && of.online === 'yes') },
    ...{ userId: null, personOrganisationId: null, startsAt: officer.now, endsAt: null },
  }
}
