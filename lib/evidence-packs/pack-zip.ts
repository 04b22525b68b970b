import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import type { PackFile } from './pack-file'

/** The first moment that a zip can hold: packs say when by what is in them. */
const zipTime = new Date(Date.UTC(1980, 0, 1))

/** Plain files, readable by all; the same on every machine. */
const zipMode = 0o100644

/** Writes the files, in their order and under `folder`, as a zip that depends on nothing else. */
export async function writeZip(
  target: string,
  folder: string,
  files: readonly PackFile[],
): Promise<{ bytes: number; sha256: string }> {
  const zip = new yazl.ZipFile()
  for (const file of files) {
    zip.addBuffer(file.bytes, `${folder}/${file.path}`, {
      mtime: zipTime,
      mode: zipMode,
      forceDosTimestamp: true,
    })
  }
  zip.end()
  const hash = createHash('sha256')
  let bytes = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  await pipeline(zip.outputStream, count, createWriteStream(target, { mode: 0o600 }))
  return { bytes, sha256: hash.digest('hex') }
}
