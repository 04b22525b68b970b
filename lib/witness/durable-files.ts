import { link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises'

/**
 * The few things that a witness does with its disk. Nothing counts as kept before it was synced: a
 * file's bytes by the file's path, its name by its folder's.
 */
export type DurableFiles = {
  /** The names in a folder; none where there is no such folder. */
  names(folder: string): Promise<string[]>
  read(path: string): Promise<string | null>
  makeFolder(path: string): Promise<void>
  write(path: string, text: string): Promise<void>
  sync(path: string): Promise<void>
  /** A second name for a file; false where that name is taken. Of two who try, one succeeds. */
  link(from: string, to: string): Promise<boolean>
  remove(path: string): Promise<void>
}

/** This machine's own disk. */
export const diskFiles: DurableFiles = {
  names: (folder) => readdir(folder).catch(emptyWhereMissing),
  read: (path) => readFile(path, 'utf8').catch(nullWhereMissing),
  makeFolder: async (path) => void (await mkdir(path, { recursive: true, mode: 0o700 })),
  write: async (path, text) => {
    const file = await open(path, 'wx', 0o600)
    try {
      await file.writeFile(text)
    } finally {
      await file.close()
    }
  },
  sync: async (path) => {
    const opened = await open(path, 'r')
    try {
      await opened.sync()
    } finally {
      await opened.close()
    }
  },
  link: async (from, to) => {
    try {
      await link(from, to)
      return true
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false
      throw error
    }
  },
  remove: (path) => rm(path, { force: true }),
}

const codeOf = (error: unknown) =>
  error instanceof Error && 'code' in error ? error.code : undefined

function emptyWhereMissing(error: unknown): string[] {
  if (codeOf(error) === 'ENOENT') return []
  throw error
}

function nullWhereMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null
  throw error
}
