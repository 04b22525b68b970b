import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { checklistOf } from '../core/sign-offs/checklists'
import { query } from '../query'
import { currentRequests } from './current-requests'

/** How one thing that a club asks for stands, over everybody who is asked. */
export type SignOffCounts = {
  readonly policyId: string | null
  readonly words: string | null
  readonly title: string
  /** Its rules, by their ids. */
  readonly rules: readonly string[]
  readonly asked: number
  readonly agreed: number
  readonly waiting: number
  readonly overdue: number
  readonly declined: number
  readonly notSent: number
  /** When somebody last agreed. */
  readonly newestAt: Date | null
}

/** Each policy that people are asked to sign, and the drill: how many have, and how many have not. */
export const signOffsByPolicy = query({
  permission: 'sign_off.read',
  input: z.object({}),
  run: (tx, ctx): Promise<SignOffCounts[]> => countsOf(tx, ctx),
})

/** The same, for whoever has a transaction of the club already. */
export async function countsOf(tx: Tx, ctx: Context): Promise<SignOffCounts[]> {
  const found = await tx.execute<Row>(sql`
    select c.policy_id, c.words, max(p.title) as title, max(p.rules::text)::text[] as rules,
      count(*)::integer as asked,
      (count(*) filter (where c.stands = 'acknowledged'))::integer as agreed,
      (count(*) filter (where c.stands in ('sent', 'opened')))::integer as waiting,
      (count(*) filter (where c.stands = 'overdue'))::integer as overdue,
      (count(*) filter (where c.stands = 'declined'))::integer as declined,
      (count(*) filter (where c.stands = 'not_sent'))::integer as not_sent,
      max(c.ended_at) filter (where c.stands = 'acknowledged') as newest_at
    from ${currentRequests(ctx.now)}
    left join policies p on p.organisation_id = c.organisation_id and p.id = c.policy_id
    group by c.policy_id, c.words
    order by overdue desc, title nulls last`)
  return found.rows.map(({ policy_id, not_sent, newest_at, title, rules, ...row }) => ({
    ...row,
    policyId: policy_id,
    title: title ?? checklistOf(row.words)?.title ?? 'Something to sign',
    rules: rules ?? rulesOf(row.words),
    notSent: not_sent,
    newestAt: newest_at === null ? null : new Date(newest_at),
  }))
}

const rulesOf = (words: string | null): string[] => [
  ...new Set(checklistOf(words)?.items.map(({ rule }) => rule)),
]

type Row = Omit<SignOffCounts, 'policyId' | 'notSent' | 'newestAt' | 'title' | 'rules'> & {
  policy_id: string | null
  not_sent: number
  newest_at: string | null
  title: string | null
  rules: string[] | null
}
