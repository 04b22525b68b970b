import { sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { conflict } from '../core/errors'
import type { JobKind } from './jobs'

/**
 * Says that something is to happen by itself at `at`, for the transaction's organisation. Where it
 * was due already, the earlier time stands. The sweep finds it; `enqueue` only saves the wait.
 */
export async function dueAdd(tx: Tx, kind: JobKind, subjectId: string, at: Date): Promise<void> {
  await tx.execute(sql`select due_add(${kind}, ${subjectId}::uuid, ${at.toISOString()})`)
}

/** The same for many subjects, each at its own time, in one question. */
export async function dueAddAll(
  tx: Tx,
  kind: JobKind,
  all: readonly { readonly subjectId: string; readonly at: Date }[],
): Promise<void> {
  if (all.length === 0) return
  const ids = sql.param(all.map(({ subjectId }) => subjectId))
  const times = sql.param(all.map(({ at }) => at.toISOString()))
  await tx.execute(sql`select due_add(${kind}, each.id, each.at)
    from unnest(${ids}::uuid[], ${times}::timestamptz[]) as each (id, at)`)
}

/**
 * Ends what was due, or puts it off to `nextAt`, in the transaction that writes what the work came
 * to. Throws `conflict` where the lease was lost meanwhile, so that nothing is written twice.
 */
export async function dueFinish(
  tx: Tx,
  kind: JobKind,
  subjectId: string,
  token: string,
  nextAt: Date | null,
): Promise<void> {
  const next = nextAt?.toISOString() ?? null
  const found = await tx.execute<{ held: boolean }>(
    sql`select due_finish(${kind}, ${subjectId}::uuid, ${token}::uuid, ${next}::timestamptz) as held`,
  )
  if (!found.rows[0]?.held) throw conflict('Another worker took this over.')
}

/**
 * Says what was put off to `putOffTo` (`put-off-first.ts`) for `next`, or for never. Where somebody said
 * it meanwhile, theirs stands.
 */
export async function dueSettle(
  tx: Tx,
  kind: JobKind,
  subjectId: string,
  putOffTo: Date,
  next: Date | null,
): Promise<void> {
  const at = next?.toISOString() ?? null
  await tx.execute(sql`select due_settle(${kind}, ${subjectId}::uuid,
    ${putOffTo.toISOString()}::timestamptz, ${at}::timestamptz)`)
}

/**
 * The same as `dueAdd` for what many say at once, and what is done once for all of them. Whoever does
 * it waits first for those who have said so and not committed yet: with `putOffFirst`, or with
 * `dueFinish` where it takes no row that those who say it may hold. True where it was not due until
 * now: then it is to be hinted at.
 */
export async function dueMark(
  tx: Tx,
  kind: JobKind,
  subjectId: string,
  at: Date,
): Promise<boolean> {
  const found = await tx.execute<{ fresh: boolean }>(
    sql`select due_mark(${kind}, ${subjectId}::uuid, ${at.toISOString()}) as fresh`,
  )
  return found.rows[0]?.fresh ?? false
}

/**
 * Takes back what was due, and has whoever says it anew wait until this transaction has committed.
 * True where it was due.
 */
export async function dueHold(tx: Tx, kind: JobKind, subjectId: string): Promise<boolean> {
  const found = await tx.execute<{ held: boolean }>(
    sql`select due_hold(${kind}, ${subjectId}::uuid) as held`,
  )
  return found.rows[0]?.held ?? false
}

/** Takes back what was due: it shall not happen any more. */
export async function dueRemove(tx: Tx, kind: JobKind, subjectId: string): Promise<void> {
  await tx.execute(sql`select due_remove(${kind}, ${subjectId}::uuid)`)
}
