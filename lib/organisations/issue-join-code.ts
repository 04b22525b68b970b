import { randomBytes } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { command } from '../command'
import { day_ms } from '../core/durations'
import { notFound } from '../core/errors'
import { joinCodeBytes, joinCodeFrom } from '../core/join-code'
import { joinCodeHash } from './join-code-hash'

/** How long clubs may ask with a code. */
export const joinCodeLife_days = 90

/**
 * A new code with which clubs ask this governing body to be let in. It is shown now and never
 * again, since only its hash is kept; the code before it is worthless from now on.
 */
export const issueJoinCode = command({
  name: 'join_code.issue',
  permission: 'join_code.issue',
  input: z.object({}),
  async run(tx, ctx) {
    if (ctx.organisation.kind !== 'governing_body') throw notFound()
    const code = joinCodeFrom(randomBytes(joinCodeBytes))
    const expiresAt = new Date(ctx.now.getTime() + joinCodeLife_days * day_ms)
    await tx.execute(
      sql`select issue_public_token(${joinCodeHash(code)}, 'join_code', ${ctx.organisation.id},
        ${expiresAt.toISOString()})`,
    )
    const detail = { expiresAt: expiresAt.toISOString() }
    return {
      result: { code, expiresAt },
      trail: [{ subject: 'join_code', subjectId: ctx.organisation.id, detail }],
    }
  },
})
