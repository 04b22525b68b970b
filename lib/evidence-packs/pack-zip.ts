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

/**
 * Writes the files, in their order and under `folder`, as a zip that depends on nothing else. One
 * file at a time is in memory.
 */
export async function writeZip(
  target: string,
  folder: string,
  files: readonly PackFile[],
): Promise<{ bytes: number; sha256: string }> {
  const zip = new yazl.ZipFile()
  const options = { mtime: zipTime, mode: zipMode, forceDosTimestamp: true }
  const stopped = new AbortController()
  for (const file of files) {
    zip.addReadStreamLazy(`${folder}/${file.path}`, options, (done) =>
      done(null, Readable.from(contentOf(file), { objectMode: false })),
    )
  }
  zip.end()
  zip.on('error', (error) => stopped.abort(error))
  const hash = createHash('sha256')
  let bytes = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      bytes += chunk.length
      done(null, chunk)
    },
  })
  const { signal } = stopped
  try {
    await pipeline(zip.outputStream, count, createWriteStream(target, { mode: 0o600 }), { signal })
  } catch (error) {
    throw signal.aborted ? signal.reason : error
  }
  return { bytes, sha256: hash.digest('hex') }
}

async function* contentOf(file: PackFile): AsyncGenerator<Buffer> {
  yield await file.read()
}
