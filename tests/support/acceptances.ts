import { workAcceptance } from '#lib/acceptances/work-acceptance'
import type { Context } from '#lib/context'
import { asRole } from './database'
import { leaseAt, noticesOf, personOf } from './notices'
import { workerContext } from './worker-context'

type Row = Record<string, string | Date | null>
export const rows = (text: string, id: string) =>
  asRole('superuser', async (client) => (await client.query<Row>(text, [id])).rows)
/** The one row of a query. */
export const one = async (text: string, id: string): Promise<Row> => (await rows(text, id))[0] ?? {}
/** A finding as it stands. */
export const findingRow = (id: string) => one('select * from findings where id = $1', id)
export const acceptance = (id: string) => one('select * from acceptances where id = $1', id)

/** Each step of its history, with the kind of its evidence. */
export const history = async (id: string) =>
  (
    await rows(
      `select e.event, r.kind, r.record from acceptance_events e join evidence_records r
       on r.organisation_id = e.organisation_id and r.id = e.evidence_record_id
       where e.acceptance_id = $1 order by e.at, e.id`,
      id,
    )
  ).map(({ event, kind }) => `${String(event)} ${String(kind)}`)

/** What is due of it by then, done as a worker does it. */
export async function workAt(of: Context, id: string, then: Date): Promise<boolean> {
  const held = await leaseAt('acceptance', of.organisation.id, id, then)
  if (!held) return false
  await workAcceptance(await workerContext('acceptance', of.organisation.id, then), id, held)
  return true
}

/** What kinds of news of risks somebody was told. */
export const kindsTold = async (ctx: Context) =>
  (await noticesOf(await personOf(ctx)))
    .map((notice) => notice.kind)
    .filter((kind) => kind.startsWith('acceptance'))
