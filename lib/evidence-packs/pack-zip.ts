import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import type { PackFile } from './pack-file'

/** The first moment that a zip can hold: packs say when by what is in them. */
const zipTime = new Date(Date.UTC(1980, 0, 1))

/** Plain files, readable by all; the same on every machine. */
const zipMode = 0o100644

const options = { mtime: zipTime, mode: zipMode, forceDosTimestamp: true }

/**
 * Writes the files, in their order and under `folder`, as a zip that depends on nothing else. One
 * file at a time is in memory.
 */
export async function writeZip(
  target: string,
  folder: string,
  files: readonly PackFile[],
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  let bytes = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  // What breaks while a file is read must break the whole: the library neither hears nor passes on it.
  const broken = (error: Error) => count.destroy(error)
  const zip = new yazl.ZipFile()
  zip.on('error', broken)
  for (const file of files) {
    zip.addReadStreamLazy(`${folder}/${file.path}`, options, (done) =>
      done(null, Readable.from(contentOf(file), { objectMode: false }).on('error', broken)),
    )
  }
  zip.end()
  await pipeline(zip.outputStream, count, createWriteStream(target, { mode: 0o600 }))
  return { bytes, sha256: hash.digest('hex') }
}

async function* contentOf(file: PackFile): AsyncGenerator<Buffer> {
  yield await file.read()
}
