import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { crc32 } from 'node:zlib'
import { AppError } from '../core/errors'
import { centralDirectory, localHeader, zipLimits, type ZipEntry } from '../core/pack/zip-format'

/** A file that stands in the zip, with what its manifest says of it. */
export type Written = ZipEntry & { readonly sha256: string }

/** A zip that is being written, one file after the other; a piece of one file at a time is in memory. */
export type ZipWriter = {
  add(path: string, chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Written>
  /** Ends it, and waits until all of it is on the disk. Gives its length and its SHA-256. */
  finish(): Promise<{ bytes: number; sha256: string; files: number }>
  close(): Promise<void>
}

const tooLarge = () =>
  new AppError('invalid_input', 'The pack would be too large. Choose fewer days.')

/**
 * Writes a zip in the one form of `zip-format.ts` to a new file. A file's header stands before its bytes
 * and says what they come to, so it is written again once they are known. Throws `invalid_input` past
 * what such a zip holds.
 */
export async function zipWriter(target: string): Promise<ZipWriter> {
  const handle = await open(target, 'w+', 0o600)
  const entries: ZipEntry[] = []
  let end = 0
  return {
    async add(path, chunks) {
      const start = end
      const hash = createHash('sha256')
      let [bytes, crc] = [0, 0]
      end += await put(handle, start, localHeader({ path, bytes: 0, crc32: 0 }))
      for await (const chunk of chunks) {
        end += await put(handle, end, chunk)
        bytes += chunk.length
        crc = crc32(chunk, crc)
        hash.update(chunk)
        if (end > zipLimits.bytes) throw tooLarge()
      }
      const entry = { path, bytes, crc32: crc }
      await put(handle, start, localHeader(entry))
      entries.push(entry)
      if (entries.length > zipLimits.files) throw tooLarge()
      return { ...entry, sha256: hash.digest('hex') }
    },
    async finish() {
      end += await put(handle, end, centralDirectory(entries))
      if (end > zipLimits.bytes) throw tooLarge()
      await handle.sync()
      return { bytes: end, sha256: await hashOf(handle), files: entries.length }
    },
    close: () => handle.close(),
  }
}

async function put(handle: FileHandle, at: number, bytes: Uint8Array): Promise<number> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, at + done)
    done += bytesWritten
  }
  return bytes.length
}

async function hashOf(handle: FileHandle): Promise<string> {
  const hash = createHash('sha256')
  const chunks: AsyncIterable<Buffer> = handle.createReadStream({ start: 0, autoClose: false })
  for await (const chunk of chunks) hash.update(chunk)
  return hash.digest('hex')
}
