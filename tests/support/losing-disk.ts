import { dirname } from 'node:path'
import type { DurableFiles } from '#lib/witness/durable-files'

/** What is in a file now, and what of it is on the disk; null where nothing is. */
type Inode = { text: string; kept: string | null }

/** Thrown by every operation from the moment at which the power is gone. */
export const powerLoss = new Error('The power is gone.')

/**
 * A disk in memory that loses what a disk may lose. Until a path was synced, whatever was done to it
 * may or may not have been done once the power comes back: `lost(chance)` decides for each.
 */
export function losingDisk() {
  const now = new Map<string, Inode>()
  const kept = new Map<string, Inode>()
  const folders = { now: new Set(['/w']), kept: new Set(['/w']) }
  let left = Number.POSITIVE_INFINITY
  let done = 0

  const step = async <Value>(run: () => Value): Promise<Value> => {
    if (left <= 0) throw powerLoss
    left -= 1
    done += 1
    // Others get their turn between any two steps.
    await Promise.resolve()
    return run()
  }
  const inFolder = (all: Iterable<string>, folder: string) =>
    [...all].filter((path) => dirname(path) === folder)

  const files: DurableFiles = {
    names: (folder) =>
      step(() => inFolder(now.keys(), folder).map((path) => path.slice(folder.length + 1))),
    read: (path) => step(() => now.get(path)?.text ?? null),
    makeFolder: (path) => step(() => void folders.now.add(path)),
    write: (path, text) =>
      step(() => {
        if (!folders.now.has(dirname(path))) throw new Error('There is no such folder.')
        now.set(path, { text, kept: null })
      }),
    sync: (path) =>
      step(() => {
        const file = now.get(path)
        if (file) file.kept = file.text
        for (const each of inFolder(folders.now, path)) folders.kept.add(each)
        for (const each of inFolder(new Set([...kept.keys(), ...now.keys()]), path)) {
          const inode = now.get(each)
          if (inode) kept.set(each, inode)
          else kept.delete(each)
        }
      }),
    link: (from, to) =>
      step(() => {
        const inode = now.get(from)
        if (!inode) throw new Error('There is no such file.')
        if (now.has(to)) return false
        now.set(to, inode)
        return true
      }),
    remove: (path) => step(() => void now.delete(path)),
  }

  /** The power comes back: each thing that was not synced is there or is not, as `isLost` says. */
  const restore = (isLost: () => boolean) => {
    left = Number.POSITIVE_INFINITY
    for (const folder of folders.now) {
      if (!folders.kept.has(folder) && isLost()) folders.now.delete(folder)
    }
    for (const path of new Set([...now.keys(), ...kept.keys()])) {
      const [after, before] = [now.get(path), kept.get(path)]
      const inode = after !== before && isLost() ? before : after
      if (inode && folders.now.has(dirname(path))) {
        // Of bytes that were not synced, any part may have been written.
        if (inode.kept !== inode.text) {
          inode.text = isLost() ? (inode.kept ?? '') : inode.text.slice(0, inode.text.length / 2)
          inode.kept = inode.text
        }
        now.set(path, inode)
        kept.set(path, inode)
      } else {
        now.delete(path)
        kept.delete(path)
      }
    }
    folders.kept = new Set(folders.now)
  }

  return {
    files,
    /** Cuts the power after so many steps more. */
    cutAfter: (steps: number) => void (left = steps),
    steps: () => done,
    restore,
  }
}
