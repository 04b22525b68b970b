import { renameSync, rmSync } from 'node:fs'
import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { evidencePacks } from '#db/schema/evidence'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, notFound } from '../core/errors'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { log } from '../log'
import { query } from '../query'
import { makePack, type MadePack } from './make-pack'
import { packFile } from './pack-store'

const readPeriod = query({
  permission: 'pack.work',
  input: z.object({ packId: id }),
  async run(tx, _ctx, { packId }) {
    const rows = await tx.select().from(evidencePacks).where(eq(evidencePacks.id, packId))
    const pack = rows[0]
    if (!pack) throw notFound()
    return { from: pack.from, until: pack.until }
  },
})

/** Everything is read in one transaction that sees one moment. */
const readAndWrite = query({
  permission: 'pack.work',
  input: z.object({ from: z.date(), until: z.date(), target: z.string() }),
  isolation: 'repeatable read',
  run: (tx, ctx, { target, ...period }) => makePack(tx, ctx, period, target),
})

const finish = command({
  name: 'pack.finish',
  permission: 'pack.work',
  input: z.object({ packId: id, token: id, made: z.custom<MadePack>().nullable() }),
  async run(tx, ctx, { packId, token, made }) {
    const outcome = made
      ? { state: 'ready' as const, readyAt: ctx.now, ...made }
      : { state: 'failed' as const, failure: 'The pack could not be built. Ask for it again.' }
    const changed = await tx
      .update(evidencePacks)
      .set(outcome)
      .where(
        and(eq(evidencePacks.id, packId), inArray(evidencePacks.state, ['requested', 'building'])),
      )
      .returning({ id: evidencePacks.id })
    if (!changed[0]) throw conflict()
    await dueFinish(tx, 'build-pack', packId, token, null)
    const detail = { state: outcome.state, sha256: made?.sha256 ?? null }
    return { result: null, trail: [{ subject: 'evidence_pack', subjectId: packId, detail }] }
  },
})

/**
 * Builds a pack that was asked for, into a file of this attempt's own which takes its name only
 * when it is whole; a killed worker leaves nothing that counts. After the last attempt the pack has
 * failed, which its page says.
 */
export async function buildPack(ctx: Context, packId: string, lease: Lease): Promise<void> {
  const target = packFile(ctx.organisation.id, packId)
  const half = `${target}.${lease.token}`
  let made: MadePack | null = null
  try {
    made = await readAndWrite(ctx, { ...(await readPeriod(ctx, { packId })), target: half })
    renameSync(half, target)
  } catch (error) {
    rmSync(half, { force: true })
    if (!lease.isLast) throw error
    log.error({ packId, error: String(error) }, 'a pack could not be built')
  }
  await finish(ctx, { packId, token: lease.token, made })
}
