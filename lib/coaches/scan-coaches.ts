import { and, asc, desc, isNotNull, isNull, sql, type SQL } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { coachStatus, type CoachStatus } from '../core/coach-status'
import { coachFacts, type KnownCoach } from './coach-facts'

export type SeenCoach = {
  coachId: string
  name: string
  email: string
  teams: string
  tags: string
  status: CoachStatus
  facts: KnownCoach
}

export type CoachKey = readonly [name: string, coachId: string]

type Scan = {
  /** Those who have left, instead of those who are there. */
  left?: boolean
  /** Only those who have this tag, in whatever letters. */
  tag?: string | undefined
  after?: CoachKey | undefined
  before?: CoachKey | undefined
}

const chunk_rows = 200

/**
 * The club's coaches with how each stands, in the order of their names (with `before`, backwards),
 * a chunk at a time: a status is not a column, so whoever looks for one looks at them all.
 */
export async function* scanCoaches(
  tx: Tx,
  now: Date,
  { left = false, tag, after, before }: Scan,
): AsyncGenerator<SeenCoach> {
  const order = before ? desc : asc
  let from = before ?? after
  for (;;) {
    const rows = await tx
      .select()
      .from(coaches)
      .where(
        and(
          left ? isNotNull(coaches.endsAt) : isNull(coaches.endsAt),
          tag ? hasTag(tag) : undefined,
          from ? beyond(from, before !== undefined) : undefined,
        ),
      )
      .orderBy(order(sql`lower(${coaches.name})`), order(coaches.id))
      .limit(chunk_rows)
    const known = await coachFacts(tx, now, rows)
    for (const { id: coachId, name, email, teams, tags } of rows) {
      const facts = known.get(coachId)
      if (facts) yield { coachId, name, email, teams, tags, facts, status: coachStatus(facts, now) }
    }
    const last = rows.at(-1)
    if (!last || rows.length < chunk_rows) return
    from = [last.name, last.id]
  }
}

const hasTag = (tag: string): SQL =>
  sql`lower(${tag}) = any (regexp_split_to_array(lower(${coaches.tags}), ' *[,;/] *'))`

function beyond([name, coachId]: CoachKey, backwards: boolean): SQL {
  const key = sql`(lower(${coaches.name}), ${coaches.id})`
  const at = sql`(lower(${name}), ${coachId}::uuid)`
  return backwards ? sql`${key} < ${at}` : sql`${key} > ${at}`
}
