import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Reference material that lives beside the project's root and is not part of it. */
const sharedFolder = new URL('../../../shared/', import.meta.url).pathname

/**
 * True where the reference material is beside the project. Tests that need it are skipped without
 * it (`describe.skipIf(!hasShared)`), but under CI its absence is an error.
 */
export const hasShared = existsSync(sharedFolder)

if (!hasShared && process.env.CI === 'true') {
  throw new Error('The shared reference material must stand beside the project in CI.')
}

/** Absolute path of one file of the reference material. */
export const sharedPath = (path: string) => join(sharedFolder, path)

/** The text of one file of the reference material. */
export const sharedText = (path: string) => readFileSync(sharedPath(path), 'utf8')

/** Paths, relative to the reference material, of all files below `folder`. */
export function sharedFiles(folder: string): string[] {
  return readdirSync(sharedPath(folder)).flatMap((name) => {
    const path = join(folder, name)
    return statSync(sharedPath(path)).isDirectory() ? sharedFiles(path) : [path]
  })
}
