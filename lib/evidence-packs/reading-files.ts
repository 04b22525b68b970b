import { eq } from 'drizzle-orm'
import { readings } from '#db/schema/readings'
import type { Tx } from '#db/tenant'
import { readingPath } from '../core/pack/layout'
import { sha256Hex } from '../core/sha256'
import type { PackRows } from './collect-pack'
import type { PackFile } from './pack-file'

/**
 * Each reading as a file that is named after its own SHA-256. There may be thousands, so a body is
 * fetched when its turn to be written has come. Throws where a body is not what its name says: then
 * there is no pack.
 */
export const readingFiles = (tx: Tx, named: PackRows['readings']): PackFile[] =>
  named.map(({ hash }) => ({
    path: readingPath(hash),
    role: 'reading',
    mediaType: 'application/json',
    async *chunks() {
      const [row] = await tx
        .select({ body: readings.body })
        .from(readings)
        .where(eq(readings.hash, hash))
      const body = Buffer.from(row?.body ?? '')
      if (sha256Hex(body) !== hash) throw new Error(`reading ${hash} is not what its name says`)
      yield body
    },
  }))
