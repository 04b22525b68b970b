import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { AppError } from '../core/errors'
import { sha256Hex } from '../core/sha256'
import { parseCheckpoint, type ReadCheckpoint } from '../core/transparency/checkpoint'
import { fromDecimal } from '../core/transparency/decimal'
import type { DurableFiles } from './durable-files'

/** Of each log, so many of the newest are left; only the newest counts. */
const kept_max = 16

/** What a witness last cosigned of one log. The signature itself follows from the time. */
export type LastSeen = ReadCheckpoint & {
  /** Counts up by one with each. */
  readonly turn: number
  /** Seconds since 1970. */
  readonly time: number
  /** With the log's signatures. */
  readonly noteText: string
}

/** Where a log's turns lie: by the SHA-256 of its origin, as the protocol names it to readers. */
export const originHash = (origin: string): string => sha256Hex(origin)

/**
 * The last one that was kept of a log, by the hash of its origin; null where there never was one. One
 * that cannot be read is an error and never nothing: the witness would begin anew.
 */
export async function lastSeen(
  files: DurableFiles,
  folder: string,
  hash: string,
): Promise<LastSeen | null> {
  const place = join(folder, hash)
  const turn = await lastTurn(files, place)
  if (turn === 0) return null
  const text = await files.read(join(place, nameOf(turn)))
  // Between the two looks somebody else may have kept sixteen more.
  if (text === null) return lastSeen(files, folder, hash)
  const [, timeText = '', noteText = ''] = /^time ([0-9]+)\n\n([\s\S]*)$/.exec(text) ?? []
  const [time, read] = [fromDecimal(timeText), parseCheckpoint(noteText)]
  if (time === null || !read.ok || originHash(read.value.checkpoint.origin) !== hash) {
    throw new AppError('unavailable', `The record in ${join(place, nameOf(turn))} is damaged.`)
  }
  return { ...read.value, turn, time, noteText }
}

/**
 * Keeps a checkpoint as the turn after `before`, on the disk when this returns. False where somebody
 * took that turn meanwhile: then nothing was kept, and nothing may be signed. There is no other lock,
 * so that a process that died holds up nobody, and two that share a folder are one witness.
 */
export async function keepSeen(
  files: DurableFiles,
  folder: string,
  {
    hash,
    before,
    time,
    noteText,
  }: { hash: string; before: number; time: number; noteText: string },
): Promise<boolean> {
  const place = join(folder, hash)
  const turn = before + 1
  await files.makeFolder(place)
  await files.sync(folder)
  const draft = join(place, `draft-${randomUUID()}`)
  await files.write(draft, `time ${time}\n\n${noteText}`)
  await files.sync(draft)
  const isTaken = !(await files.link(draft, join(place, nameOf(turn))))
  await files.remove(draft)
  if (isTaken) return false
  await files.sync(place)
  // Who began sixteen turns ago finds a number free that was once taken.
  if ((await lastTurn(files, place)) !== turn) return false
  await files.remove(join(place, nameOf(turn - kept_max)))
  return true
}

/** Takes away what processes that died were about to keep. */
export async function removeDrafts(files: DurableFiles, place: string): Promise<void> {
  const names = await files.names(place)
  for (const name of names.filter((each) => each.startsWith('draft-'))) {
    await files.remove(join(place, name))
  }
}

/** As many digits as every count has, so that a list by name is a list by turn. */
const nameOf = (turn: number) => String(turn).padStart(16, '0')

async function lastTurn(files: DurableFiles, place: string): Promise<number> {
  const names = await files.names(place)
  const turns = names.filter((name) => /^[0-9]{16}$/.test(name)).map(Number)
  return turns.reduce((last, turn) => Math.max(last, turn), 0)
}
