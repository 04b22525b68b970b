import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { conflict } from '../core/errors'
import { isUniqueViolation } from '../database/unique-violation'
import { numberedSlug, slugFrom } from '../core/slug'

type Founding = {
  /** What allows it, which the database looks at again. */
  source: 'invitation' | 'join_request'
  sourceId: string
  name: string
  officerUserId: string
}

const triesMax = 50

/**
 * Founds a club under the context's body, in the transaction that accepts its invitation or
 * approves its request. Its slug is made from its name, with a number where that is taken. Throws
 * `conflict` where no free one was found.
 */
export async function foundClub(
  tx: Tx,
  ctx: Context,
  { source, sourceId, name, officerUserId }: Founding,
): Promise<{ organisationId: string; slug: string }> {
  const base = slugFrom(name)
  for (let number = 1; number <= triesMax; number += 1) {
    const slug = number === 1 ? base : numberedSlug(base, number)
    if (await isTaken(tx, slug)) continue
    try {
      // A savepoint: somebody else may take the slug between the question and the answer.
      const organisationId = await tx.transaction(async (inner) => {
        const made = await inner.execute<{ club: string }>(
          sql`select found_club(${source}, ${sourceId}, ${name}, ${slug}, ${officerUserId},
            ${ctx.now.toISOString()}) as club`,
        )
        return made.rows[0]?.club
      })
      if (organisationId) return { organisationId, slug }
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
    }
  }
  throw conflict('Too many clubs have that name. Add the town to it.')
}

async function isTaken(tx: Tx, slug: string): Promise<boolean> {
  const found = await tx.execute<{ id: string | null }>(sql`select resolve_slug(${slug}) as id`)
  return !!found.rows[0]?.id
}
