import { isNull } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import type { Context } from '../context'
import type { Profile } from '../core/profiles/profile'
import { countsTo } from '../core/register/due'
import { needsOf } from '../core/register/needs'
import type { Awaited } from '../core/reminders/timetable'
import { knownPerson, personRows } from '../register/known-person'
import { waitingFor } from '../sign-offs/waiting-for'

export type AwaitedOf = Awaited & {
  readonly aboutKind: 'sign_off_request' | 'credential'
  readonly aboutId: string
}

/** What the people of the context's club are to do by a day: to sign, or to show anew. */
export async function awaited(tx: Tx, ctx: Context, profile: Profile): Promise<AwaitedOf[]> {
  return [...(await toSign(tx)), ...(await toShow(tx, ctx, profile))]
}

async function toSign(tx: Tx): Promise<AwaitedOf[]> {
  return (await waitingFor(tx)).map(({ requestId, dueAt, sentAt }) => ({
    ...{ aboutKind: 'sign_off_request', aboutId: requestId },
    ...{ dueAt, since: sentAt ?? dueAt },
  }))
}

async function toShow(tx: Tx, ctx: Context, profile: Profile): Promise<AwaitedOf[]> {
  const rows = await tx.select().from(coaches).where(isNull(coaches.endsAt))
  const people = await personRows(tx, rows)
  return people.flatMap((person) => {
    const needs = needsOf(profile, knownPerson(person, ctx.now))
    return person.credentials.flatMap((row): AwaitedOf[] => {
      const need = needs.find(({ kind }) => kind === row.kind)
      const dueAt = need && countsTo(row, need.renewal_months)
      if (!dueAt) return []
      return [{ aboutKind: 'credential', aboutId: row.id, dueAt, since: row.providedAt }]
    })
  })
}
