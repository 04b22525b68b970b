import { z } from 'zod'
import { evidencePacks } from '#db/schema/evidence'
import { command } from '../command'
import type { Context } from '../context'
import { newId } from '../ids'
import { dueAdd } from '../jobs/due'
import { enqueue } from '../jobs/enqueue'

const day_ms = 24 * 60 * 60_000

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

const requestRow = command({
  name: 'pack.request',
  permission: 'pack.request',
  input,
  async run(tx, ctx, period) {
    const packId = newId()
    const wholeDays = new Date(period.until.getTime() + day_ms)
    // A pack never speaks of what is still to come.
    const until = wholeDays < ctx.now ? wholeDays : ctx.now
    await tx.insert(evidencePacks).values({
      organisationId: ctx.organisation.id,
      id: packId,
      from: period.from,
      until,
      state: 'requested',
      requestedBy: ctx.actor.kind === 'user' ? ctx.actor.name : ctx.actor.kind,
      requestedAt: ctx.now,
      deleteAfter: new Date(ctx.now.getTime() + keep_days * day_ms),
    })
    await dueAdd(tx, 'build-pack', packId, ctx.now)
    const detail = { from: period.from.toISOString(), until: until.toISOString() }
    return { result: { packId }, trail: [{ subject: 'evidence_pack', subjectId: packId, detail }] }
  },
})

/**
 * Asks for the club's pack for the days from `from` to `until` (`YYYY-MM-DD`, both included, UTC).
 * A worker builds it. Throws `invalid_input` with the field.
 */
export async function requestPack(
  ctx: Context,
  period: { from: string; until: string },
): Promise<{ packId: string }> {
  const asked = await requestRow(ctx, period)
  await enqueue('build-pack', ctx.organisation.id, asked.packId)
  return asked
}
