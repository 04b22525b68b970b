import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { onlyCoach } from '../coaches/only-coach'
import { notFound } from '../core/errors'
import { checklistOf } from '../core/sign-offs/checklists'
import type { SignOffState } from '../core/sign-offs/state'
import { id } from '../ids'
import { query } from '../query'
import { currentRequests } from './current-requests'

/** What one person is asked to sign, and how it stands: with who signed, and when. */
export type CoachSignOff = {
  readonly requestId: string
  readonly title: string
  readonly version: number | null
  readonly state: SignOffState
  readonly dueAt: Date
  /** Ids of the rules that it is proof of, once it is signed. */
  readonly rules: readonly string[]
  readonly signed: { readonly by: string; readonly at: Date; readonly receipt: string } | null
}

/** Of what was signed before, versions that are no more: so many of the newest. */
const earlier_max = 50

/**
 * All that somebody is asked to sign, what waits first, and then what they signed before, also where
 * it was asked again since or they have left: for those who keep the register, and for themselves.
 * Throws `not_found` for a coach who asks of another.
 */
export const signOffsOfCoach = query({
  permission: 'coach.read',
  input: z.object({ coachId: id }),
  async run(tx, ctx, { coachId }): Promise<CoachSignOff[]> {
    const own = onlyCoach(ctx)
    if (own !== null && own !== coachId) throw notFound()
    const found = await tx.execute<Row>(sql`
      select c.id, c.words, c.stands, c.due_at, c.version_title, c.version_number, v.rules,
        s.name as signed_by, s.signed_at, s.receipt
      from ${currentRequests(ctx.now)}
      left join policy_versions v on v.organisation_id = c.organisation_id and v.id = c.version_id
      left join sign_offs s on s.organisation_id = c.organisation_id and s.request_id = c.id
      where c.coach_id = ${coachId}::uuid
      order by c.stands = 'acknowledged', c.due_at, c.id`)
    const earlier = await tx.execute<Row>(sql`
      select r.id, r.words, r.state as stands, r.due_at, v.title as version_title,
        v.version as version_number, v.rules, s.name as signed_by, s.signed_at, s.receipt
      from sign_off_requests r
      join sign_offs s on s.organisation_id = r.organisation_id and s.request_id = r.id
      left join policy_versions v on v.organisation_id = r.organisation_id and v.id = r.version_id
      where r.coach_id = ${coachId}::uuid and r.kind <> 'checklist'
      order by s.signed_at desc, r.id
      limit ${earlier_max}`)
    const current = new Set(found.rows.map((row) => row.id))
    return [...found.rows, ...earlier.rows.filter((row) => !current.has(row.id))].map(ofRow)
  },
})

type Row = {
  id: string
  words: string | null
  stands: SignOffState
  due_at: string
  version_title: string | null
  version_number: number | null
  rules: string[] | null
  signed_by: string | null
  signed_at: string | null
  receipt: string | null
}

function ofRow(row: Row): CoachSignOff {
  const own = checklistOf(row.words)
  const { signed_by: by, signed_at: at, receipt } = row
  return {
    ...{ requestId: row.id, version: row.version_number, state: row.stands },
    title: row.version_title ?? own?.title ?? 'Something to sign',
    dueAt: new Date(row.due_at),
    rules: row.rules ?? [...new Set(own?.items.map(({ rule }) => rule))],
    signed: by && at && receipt ? { by, at: new Date(at), receipt } : null,
  }
}
