import { renameSync, rmSync } from 'node:fs'
import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { evidencePacks } from '#db/schema/evidence'
import { command } from '../command'
import type { Context } from '../context'
import { conflict } from '../core/errors'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import { errorForLog } from '../error-for-log'
import type { Lease } from '../jobs/with-due'
import { log } from '../log'
import { query } from '../query'
import { makePack, type MadePack } from './make-pack'
import { packFile } from './pack-store'

const begin = command({
  name: 'pack.begin',
  permission: 'pack.work',
  input: z.object({ packId: id }),
  async run(tx, _ctx, { packId }) {
    const [pack] = await tx
      .update(evidencePacks)
      .set({ state: 'building' })
      .where(isUnderWay(packId))
      .returning()
    if (!pack) throw conflict('This pack is no longer to be built.')
    const { from, until } = pack
    return { result: { from, until }, trail: [{ subject: 'evidence_pack', subjectId: packId }] }
  },
})

const isUnderWay = (packId: string) =>
  and(eq(evidencePacks.id, packId), inArray(evidencePacks.state, ['requested', 'building']))

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
      .where(isUnderWay(packId))
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
    made = await readAndWrite(ctx, { ...(await begin(ctx, { packId })), target: half })
    renameSync(half, target)
  } catch (error) {
    rmSync(half, { force: true })
    if (!lease.isLast) throw error
    log.error({ packId, ...errorForLog(error) }, 'a pack could not be built')
  }
  await finish(ctx, { packId, token: lease.token, made })
}
