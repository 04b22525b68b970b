import { renameSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { evidencePacks } from '#db/schema/evidence'
import { command } from '../command'
import type { Context } from '../context'
import { conflict, isAppError } from '../core/errors'
import { sha256Hex } from '../core/sha256'
import { errorForLog } from '../error-for-log'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { log } from '../log'
import { publicPolicy } from '../transparency-log/public-policy'
import { writeBody, type Question } from './make-pack'
import { packFile } from './pack-store'
import { writeProofs } from './write-proofs'
import { zipWriter, type ZipWriter } from './zip-writer'

type MadePack = { bytes: number; sha256: string; files: number }

/** How long one attempt waits for the log, and how often it looks. A later attempt goes on waiting. */
const log_wait_ms = 60_000
const look_ms = 300

const isUnderWay = (packId: string) =>
  and(eq(evidencePacks.id, packId), inArray(evidencePacks.state, ['requested', 'building']))

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
    const { from, until, checkpointSize } = pack
    const question: Question = { from, until, checkpointSize }
    return { result: question, trail: [{ subject: 'evidence_pack', subjectId: packId }] }
  },
})

/**
 * Writes down which manifest the pack has and whom its proofs are to be believed by, once: a later
 * attempt comes to the same, to the byte.
 */
const seal = command({
  name: 'pack.seal',
  permission: 'pack.work',
  input: z.object({ packId: id, manifestSha256: z.string(), checkpointSize: z.number() }),
  async run(tx, ctx, { packId, manifestSha256, checkpointSize }) {
    const trail = [{ subject: 'evidence_pack', subjectId: packId }] as const
    const [pack] = await tx.select().from(evidencePacks).where(isUnderWay(packId)).for('update')
    if (!pack) throw conflict('This pack is no longer to be built.')
    const policy = await publicPolicy(tx)
    const policySha256 = sha256Hex(policy)
    const isSealed = pack.manifestSha256 === manifestSha256 && pack.policySha256 === policySha256
    if (pack.evidenceRecordId !== null && isSealed) {
      return { result: { manifestRecordId: pack.evidenceRecordId, policy }, trail }
    }
    const fact = {
      ...{ pack: packId, manifest_sha256: manifestSha256, policy_sha256: policySha256 },
      checkpoint_size: checkpointSize,
    }
    const [manifestRecordId = ''] = await writeEvidenceRecords(tx, ctx, 'pack', [fact])
    await tx
      .update(evidencePacks)
      .set({ manifestSha256, policySha256, checkpointSize, evidenceRecordId: manifestRecordId })
      .where(eq(evidencePacks.id, packId))
    return { result: { manifestRecordId, policy }, trail }
  },
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
    made = await makePack(ctx, packId, half)
    renameSync(half, target)
  } catch (error) {
    rmSync(half, { force: true })
    if (!lease.isLast) throw error
    log.error({ packId, ...errorForLog(error) }, 'a pack could not be built')
  }
  await finish(ctx, { packId, token: lease.token, made })
}

async function makePack(ctx: Context, packId: string, target: string): Promise<MadePack> {
  const question = await begin(ctx, { packId })
  const zip = await zipWriter(target)
  try {
    await writeAll(ctx, packId, question, zip)
    return await zip.finish()
  } finally {
    await zip.close()
  }
}

async function writeAll(ctx: Context, packId: string, question: Question, zip: ZipWriter) {
  const body = await onceTheLogHasIt(() => writeBody(ctx, { question, zip }))
  const { name, pinned, manifestSha256, recordIds } = body
  if (!pinned) return
  const { size: checkpointSize } = pinned
  const sealing = await seal(ctx, { packId, manifestSha256, checkpointSize })
  const sealed = { name, pinned, recordIds, ...sealing }
  await onceTheLogHasIt(() => writeProofs(ctx, { sealed, zip }))
}

/** Tries again while the log is behind. What is tried writes nothing before it knows that. */
async function onceTheLogHasIt<Result>(run: () => Promise<Result>): Promise<Result> {
  const until = Date.now() + log_wait_ms
  for (;;) {
    try {
      return await run()
    } catch (error) {
      if (!isAppError(error, 'unavailable') || Date.now() > until) throw error
    }
    await sleep(look_ms)
  }
}
