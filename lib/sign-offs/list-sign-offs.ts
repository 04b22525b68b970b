import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { whyNotChase, type NotChaseable } from '../core/sign-offs/chase'
import { checklistOf } from '../core/sign-offs/checklists'
import { signOffFilters } from '../core/sign-offs/filters'
import type { KeptState, SignOffState } from '../core/sign-offs/state'
import { id } from '../ids'
import { cursor, pageOf, type Paged } from '../keyset'
import { query } from '../query'
import { currentRequests } from './current-requests'

/** One person and one thing that they are asked to sign. */
export type ListedSignOff = {
  readonly requestId: string
  readonly coachId: string
  readonly coachName: string
  readonly title: string
  readonly version: number | null
  readonly state: SignOffState
  /** Since when they are asked. */
  readonly since: Date
  readonly dueAt: Date
  readonly openedAt: Date | null
  readonly endedAt: Date | null
  readonly chasedAt: Date | null
  readonly notChaseable: NotChaseable | null
  /** They asked about it, and nobody has said that they answered. */
  readonly hasQuestion: boolean
}

const page_rows = 25

const key = cursor(z.tuple([z.iso.datetime(), id]))

/** Who is asked to sign what and how it stands, the longest due first; of one policy, or of all. */
export const listSignOffs = query({
  permission: 'sign_off.read',
  input: z.object({
    policyId: id.optional(),
    show: z.enum(signOffFilters).default('not_signed'),
    after: key.optional(),
    before: key.optional(),
  }),
  async run(tx, ctx, { policyId, show, after, before }): Promise<Paged<ListedSignOff>> {
    const rows = await read(
      tx,
      sql`select c.*, ${hasQuestion} as has_question
      from ${currentRequests(ctx.now)}
      where ${shows[show]} and ${policyId ? sql`c.policy_id = ${policyId}::uuid` : sql`true`}
        and ${after ? sql`(c.due_at, c.id) > (${after[0]}::timestamptz, ${after[1]}::uuid)` : sql`true`}
        and ${before ? sql`(c.due_at, c.id) < (${before[0]}::timestamptz, ${before[1]}::uuid)` : sql`true`}
      order by ${before ? sql`c.due_at desc, c.id desc` : sql`c.due_at, c.id`}
      limit ${page_rows + 1}`,
    )
    const page = pageOf(rows, page_rows, (row) => [new Date(row.due_at).toISOString(), row.id], {
      ...{ backwards: before !== undefined, started: after !== undefined },
    })
    return { ...page, items: page.items.map((row) => listed(row, ctx.now)) }
  },
})

const hasQuestion = sql`coalesce((select e.event = 'question' from sign_off_events e
  where e.organisation_id = c.organisation_id and e.request_id = c.id
    and e.event in ('question', 'answered') order by e.at desc, e.id desc limit 1), false)`

const shows = {
  not_signed: sql`c.stands <> 'acknowledged'`,
  overdue: sql`c.stands = 'overdue'`,
  declined: sql`c.stands = 'declined'`,
  asked_about: hasQuestion,
  signed: sql`c.stands = 'acknowledged'`,
  all: sql`true`,
} as const satisfies Record<(typeof signOffFilters)[number], unknown>

type Row = {
  id: string
  coach_id: string
  coach_name: string
  version_title: string | null
  version_number: number | null
  words: string | null
  stands: SignOffState
  state: KeptState
  asked_at: string
  sent_at: string | null
  due_at: string
  grace_until: string
  opened_at: string | null
  ended_at: string | null
  chased_at: string | null
  has_question: boolean
}

const read = async (tx: Tx, asked: ReturnType<typeof sql>): Promise<Row[]> =>
  (await tx.execute<Row>(asked)).rows

const date = (text: string | null): Date | null => (text === null ? null : new Date(text))

function listed(row: Row, now: Date): ListedSignOff {
  const [dueAt, graceUntil] = [new Date(row.due_at), new Date(row.grace_until)]
  const chasedAt = date(row.chased_at)
  return {
    ...{ requestId: row.id, coachId: row.coach_id, coachName: row.coach_name },
    title: row.version_title ?? checklistOf(row.words)?.title ?? 'Something to sign',
    ...{ version: row.version_number, state: row.stands, dueAt, chasedAt },
    since: new Date(row.sent_at ?? row.asked_at),
    ...{ openedAt: date(row.opened_at), endedAt: date(row.ended_at) },
    notChaseable: whyNotChase({ state: row.state, dueAt, graceUntil, chasedAt }, now),
    hasQuestion: row.has_question,
  }
}
