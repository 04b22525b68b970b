import { stringify } from 'csv-stringify/sync'
import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { appointments, credentials } from '#db/schema/register'
import type { Tx } from '#db/tenant'
import { command } from '../command'
import { actorUserId, type Context } from '../context'
import { notFound } from '../core/errors'
import type { DateField } from '../core/imports/fields'
import { registerTable, type ExportedPerson } from '../core/imports/register-table'
import { appointmentState } from '../core/register/appointment'
import { mayReadCheck } from '../register/only-own-checks'
import { writeCheckViews } from '../register/write-check-views'

/**
 * The register as CSV, for a spreadsheet: who is on it, their roles and the days of what they have to
 * show, without numbers of certificates. Of record checks only a welfare officer gets the day, and it is
 * written down with each that they saw it. That somebody took it is noted. What a spreadsheet would run
 * as a formula is shown as text, and an import reads it as it was.
 */
export const exportRegister = command({
  name: 'register.export',
  permission: 'coach.manage',
  input: z.object({}),
  async run(tx, ctx) {
    if (ctx.organisation.kind !== 'club') throw notFound()
    const rows = await tx
      .select()
      .from(coaches)
      .where(isNull(coaches.endsAt))
      .orderBy(asc(sql`lower(${coaches.name})`), asc(coaches.id))
    const here = inArray(
      appointments.coachId,
      tx.select({ id: coaches.id }).from(coaches).where(isNull(coaches.endsAt)),
    )
    const held = (await tx.select().from(appointments).where(here)).filter((each) =>
      ['offered', 'coming', 'held'].includes(appointmentState(each, ctx.now)),
    )
    const standing = await tx
      .select()
      .from(credentials)
      .where(and(eq(credentials.state, 'in_force'), isNotNull(credentials.issuedOn)))
    const onRegister = new Set(rows.map(({ id }) => id))
    const shown = standing.filter(
      ({ coachId, kind }) =>
        onRegister.has(coachId) && (kind !== 'record_check' || mayReadCheck(ctx, coachId)),
    )
    await writeViews(tx, ctx, shown, rows)
    const rolesOf = byCoach(held)
    const shownOf = byCoach(shown)
    const people = rows.map((row): ExportedPerson => ({
      ...{ name: row.name, email: row.email, teams: row.teams, tags: row.tags },
      online: row.coachesUnder18sOnline,
      roles: [...new Set((rolesOf.get(row.id) ?? []).map(({ role }) => role))],
      days: daysOf(shownOf.get(row.id) ?? []),
    }))
    const text = stringify(registerTable(people), { record_delimiter: '\r\n', bom: true })
    const detail = { people: people.length }
    return { result: { text }, trail: [{ subject: 'register', subjectId: null, detail }] }
  },
})

/** Each record check whose day is in the file was seen by who takes it; one's own is nobody's to note. */
async function writeViews(
  tx: Tx,
  ctx: Context,
  shown: readonly (typeof credentials.$inferSelect)[],
  rows: readonly (typeof coaches.$inferSelect)[],
): Promise<void> {
  const own = new Set(rows.filter(({ userId }) => userId === actorUserId(ctx)).map(({ id }) => id))
  const seen = shown.filter(({ kind, coachId }) => kind === 'record_check' && !own.has(coachId))
  await writeCheckViews(tx, ctx, seen, false)
}

function byCoach<Row extends { coachId: string }>(rows: readonly Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>()
  for (const row of rows) found.set(row.coachId, [...(found.get(row.coachId) ?? []), row])
  return found
}

function daysOf(rows: readonly (typeof credentials.$inferSelect)[]): ExportedPerson['days'] {
  const days: { [field in DateField]?: string } = {}
  for (const { kind, issuedOn, expiresOn } of rows) {
    if (issuedOn) days[`${kind}_issued`] = issuedOn
    if (expiresOn) days[`${kind}_expires`] = expiresOn
  }
  return days
}
