import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { env } from '../env'

/** Where a built pack lies: one folder an organisation, one file a pack, named by ids alone. */
export function packFile(organisationId: string, packId: string): string {
  const folder = join(env().DATA_FOLDER, 'packs', organisationId)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return join(folder, `${packId}.zip`)
}
