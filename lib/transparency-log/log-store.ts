import { randomBytes } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { env } from '../env'

/** Where what the log publishes lies: files by their address below `/log`. */
export type LogStore = {
  /** Null where there is none. */
  read(path: string): Promise<Uint8Array | null>
  /** Whole and on the disk when it returns; until then, what was there stands. */
  write(path: string, bytes: Uint8Array): Promise<void>
  /** Takes away a file or a folder, where it is there. */
  remove(path: string): Promise<void>
}

/** The folder of this installation, which its web servers read and its workers write. */
export const logStore = (): LogStore => folderStore(join(env().DATA_FOLDER, 'log'))

/** Files in a folder, each put in its place by renaming once it is on the disk. */
export function folderStore(folder: string): LogStore {
  return {
    read: (path) => readFile(join(folder, path)).catch(nullWhereMissing),
    async write(path, bytes) {
      const target = join(folder, path)
      await mkdir(dirname(target), { recursive: true })
      const beside = `${target}.${randomBytes(6).toString('hex')}.tmp`
      const file = await open(beside, 'wx', 0o644)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(beside, target)
      await syncFolder(dirname(target))
    },
    remove: (path) => rm(join(folder, path), { recursive: true, force: true }),
  }
}

/** A name is on the disk once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Nothing there, or a folder where a file was asked for. */
function nullWhereMissing(error: unknown): null {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return null
  throw error
}
