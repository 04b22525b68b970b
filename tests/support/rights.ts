import type { Context } from '#lib/context'
import { endCoach } from '#lib/coaches/end-coach'
import { publishProfile } from '#lib/profiles/publish-profile'
import { saveDraft } from '#lib/profiles/save-draft'
import { provideCredential } from '#lib/register/provide-credential'
import { erasePerson } from '#lib/rights/erase-person'
import { keepRecords } from '#lib/rights/keep-records'
import { day_ms, today } from './audits'
import { rowsOf } from './connections'
import { aClub, aCoach, anOfficer, userIdOf } from './contexts'
import { asRole } from './database'
import { leaseAt, personOf } from './notices'
import { check } from './register-people'
import { draftOf, typed } from './rules'
import { workerContext } from './worker-context'

/** Whom tests have erased: found nowhere else. */
export const unmistakable = 'Philippa Unmistakable'

/** Has a worker do what is due of an erasure, as of a moment; false where nothing is. */
export async function erase(ctx: Context, erasureId: string, now: Date): Promise<boolean> {
  const worker = await workerContext('erase-person', ctx.organisation.id, now)
  const lease = await leaseAt('erase-person', ctx.organisation.id, erasureId, now)
  if (!lease) return false
  await erasePerson(worker, erasureId, lease)
  return true
}

export const later = (ctx: Context, days: number) => new Date(ctx.now.getTime() + days * day_ms)

export type Erasure = {
  id: string
  state: string
  origin: string
  erase_at: Date | null
  kept_because: string | null
  decided_by_name: string | null
}

export const erasuresOf = ({ organisation }: Context) =>
  rowsOf<Erasure>('select * from erasures where organisation_id = $1 order by asked_at, id', [
    organisation.id,
  ])

export async function oneErasure(ctx: Context): Promise<Erasure> {
  const [row] = await erasuresOf(ctx)
  if (!row) throw new Error('nothing is asked for')
  return row
}

/** Every table of a tenancy as text, to look for somebody in. */
export async function everythingOf({ organisation }: Context): Promise<string> {
  return asRole('superuser', async (client) => {
    const tables = await client.query<{ name: string }>(`
      select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and a.attname = 'organisation_id' and not a.attisdropped`)
    const texts: string[] = []
    for (const table of tables.rows) {
      const rows = await client.query<{ row: string }>(
        `select '${table.name} ' || to_jsonb(t)::text as row from "${table.name}" t
         where organisation_id = $1`,
        [organisation.id],
      )
      texts.push(...rows.rows.map(({ row }) => row))
    }
    return texts.join('\n')
  })
}

/** The rows of a tenancy in which one of these words is. */
export const rowsWith = async (ctx: Context, words: readonly string[]): Promise<string[]> =>
  (await everythingOf(ctx)).split('\n').filter((row) => words.some((word) => row.includes(word)))

/** A club that somebody with a record check has left, with the officer of today. */
export async function aLeaver(of: Context) {
  const club = await aClub(of)
  const coach = await aCoach(club, undefined, unmistakable)
  const { coachId, me } = coach
  await provideCredential(today(coach.inClub), { coachId, ...check() })
  const officer = today(club)
  await endCoach(officer, { coachId })
  return { club, officer, coachId, me }
}

/** Has a worker look at what a club has kept for long enough, as of a moment. */
export async function sweep(club: Context, now: Date): Promise<void> {
  const { id } = club.organisation
  const lease = await leaseAt('keep-records', id, id, now)
  if (!lease) throw new Error('nothing is due')
  await keepRecords(await workerContext('keep-records', id, now), id, lease)
}

/** Publishes rules by which those who left are kept for so many months. */
export async function keepFor(who: Context, people_left: string): Promise<void> {
  const { draftId, revision } = await draftOf(who, {})
  const saved = await saveDraft(today(who), {
    ...{ draftId, revision, typed: typed({}) },
    retention: { people_left, readings: '', addresses: '' },
  })
  const which = { draftId, revision: saved.revision, inForceFrom: '', note: 'For longer.' }
  await publishProfile(today(who), which)
}

export const usersOf = async (me: Context) =>
  (
    await asRole('auth', (client) =>
      client.query('select 1 from identity.users where id = $1', [userIdOf(me)]),
    )
  ).rowCount

/** Somebody who looks after the club, in their own record. */
export async function personAlsoOfficer(club: Context): Promise<Context> {
  return personOf(await anOfficer(club))
}
