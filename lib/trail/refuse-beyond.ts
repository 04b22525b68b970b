import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { trail } from '#db/schema/trail'
import type { Context } from '../context'
import { minute_ms } from '../core/durations'
import { AppError } from '../core/errors'
import type { Limit } from '../core/sign-in-limits'
import { lockUntilCommit } from '../database/lock-until-commit'

type Counted = {
  commands: readonly [string, ...string[]]
  /** Only those by this user. */
  by?: string | null
  /** Only those about this subject. */
  subjectId?: string
  /** Only those whose detail holds these facts. */
  detail?: Readonly<Record<string, string>>
}

/** How many more lines such commands may leave now. Of several at once each waits for the one before. */
export async function leftWithin(
  tx: Tx,
  ctx: Context,
  limit: Limit,
  { commands, by, subjectId, detail }: Counted,
): Promise<number> {
  await lockUntilCommit(tx, `limit ${ctx.organisation.id} ${commands[0]}`)
  const since = new Date(ctx.now.getTime() - limit.window_minutes * minute_ms)
  const count = await tx.$count(
    trail,
    and(
      gt(trail.at, since),
      inArray(trail.command, [...commands]),
      by ? eq(trail.actorUserId, by) : undefined,
      subjectId ? eq(trail.subjectId, subjectId) : undefined,
      detail ? sql`${trail.detail} @> ${JSON.stringify(detail)}::jsonb` : undefined,
    ),
  )
  return Math.max(0, limit.count - count)
}

/**
 * Throws `too_many_attempts` with `refusal` where commands have left so many lines in this
 * organisation's trail within the limit's window, counted back from now, as the limit has. Of
 * several at once each waits for the one before, so that none is overlooked.
 */
export async function refuseBeyond(
  tx: Tx,
  ctx: Context,
  limit: Limit,
  counted: Counted,
  refusal: string,
): Promise<void> {
  if ((await leftWithin(tx, ctx, limit, counted)) === 0) {
    throw new AppError('too_many_attempts', refusal)
  }
}
