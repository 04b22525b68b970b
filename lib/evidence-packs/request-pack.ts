import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { evidencePacks } from '#db/schema/evidence'
import { command } from '../command'
import type { Context } from '../context'
import { day_ms } from '../core/durations'
import { AppError, conflict } from '../core/errors'
import { newId } from '../ids'
import { dueAdd } from '../jobs/due'
import { enqueue } from '../jobs/enqueue'
import { refuseUnlessClub } from './only-clubs'

/** The longest period of one pack. */
const periodDays_max = 400

/** How long a built pack is kept before it is deleted; it can be asked for again. */
const keep_days = 90

/** A day as a date field sends it, at its first moment in UTC. */
const day = (message: string) =>
  z.iso.date({ error: message, abort: true }).transform((text) => new Date(`${text}T00:00:00Z`))

const input = z
  .object({
    from: day('Enter the first day, like 2026-11-01.'),
    until: day('Enter the last day, like 2026-11-30.'),
  })
  .refine((period) => period.from <= period.until, {
    path: ['until'],
    message: 'The last day must not be before the first.',
  })
  .refine((period) => period.until.getTime() - period.from.getTime() < periodDays_max * day_ms, {
    path: ['from'],
    message: `Choose at most ${periodDays_max} days.`,
  })

const invalid = (field: string, message: string) =>
  new AppError('invalid_input', 'There is a problem with what was entered.', [{ field, message }])

/** Each takes a worker's time, and one answers for any period. */
const underWay_max = 3

async function refuseTooMany(tx: Tx): Promise<void> {
  const underWay = inArray(evidencePacks.state, ['requested', 'building'])
  if ((await tx.$count(evidencePacks, underWay)) < underWay_max) return
  throw conflict(`${underWay_max} packs are being made already. Wait until one is ready.`)
}

const requestRow = command({
  name: 'pack.request',
  permission: 'pack.request',
  input,
  async run(tx, ctx, period) {
    refuseUnlessClub(ctx)
    if (period.from > ctx.now) {
      throw invalid('from', 'The first day must not be still to come.')
    }
    await refuseTooMany(tx)
    const packId = newId()
    const wholeDays = new Date(period.until.getTime() + day_ms)
    // A pack never speaks of what is still to come.
    const until = wholeDays < ctx.now ? wholeDays : ctx.now
    const deleteAfter = new Date(ctx.now.getTime() + keep_days * day_ms)
    await tx.insert(evidencePacks).values({
      organisationId: ctx.organisation.id,
      id: packId,
      from: period.from,
      until,
      state: 'requested',
      requestedBy: ctx.actor.kind === 'user' ? ctx.actor.name : ctx.actor.kind,
      requestedAt: ctx.now,
      deleteAfter,
    })
    await dueAdd(tx, 'build-pack', packId, ctx.now)
    await dueAdd(tx, 'delete-pack', packId, deleteAfter)
    const detail = { from: period.from.toISOString(), until: until.toISOString() }
    return { result: { packId }, trail: [{ subject: 'evidence_pack', subjectId: packId, detail }] }
  },
})

/**
 * Asks for the club's pack for the days from `from` to `until` (`YYYY-MM-DD`, both included, UTC).
 * A worker builds it. Throws `invalid_input` with the field, `conflict` where too many are under way.
 */
export async function requestPack(
  ctx: Context,
  period: { from: string; until: string },
): Promise<{ packId: string }> {
  const asked = await requestRow(ctx, period)
  await enqueue('build-pack', ctx.organisation.id, asked.packId)
  return asked
}
