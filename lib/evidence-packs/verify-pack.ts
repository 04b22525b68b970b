import { promisify } from 'node:util'
import yauzl from 'yauzl'
import { z } from 'zod'
import { sha256Hex } from '../core/sha256'

const manifest = z.object({
  files: z.array(z.object({ path: z.string(), bytes: z.number(), sha256: z.string() })),
})

/** `files` counts the manifest, too; `wrong` says in a line each what does not agree with it. */
export type VerifiedPack = { files: number; verified: boolean; wrong: readonly string[] }

/** Hashes every file of a pack anew and holds it to the manifest: no file less, and none more. */
export async function verifyPack(bytes: Buffer): Promise<VerifiedPack> {
  const files = await unzipped(bytes)
  const own = files.get('manifest.json')
  const parsed = manifest.safeParse(own ? parsedJson(own) : null)
  if (!parsed.success) return { files: files.size, verified: false, wrong: ['no manifest'] }
  const listed = new Set(['manifest.json', ...parsed.data.files.map(({ path }) => path)])
  const changed = parsed.data.files.flatMap((file) => {
    const found = files.get(file.path)
    if (!found) return [`${file.path} is missing`]
    const same = found.length === file.bytes && sha256Hex(found) === file.sha256
    return same ? [] : [`${file.path} is not what the manifest says`]
  })
  const more = [...files.keys()].filter((path) => !listed.has(path))
  const wrong = [...changed, ...more.map((path) => `${path} is not in the manifest`)]
  return { files: files.size, verified: wrong.length === 0, wrong }
}

function parsedJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString())
  } catch {
    return null
  }
}

const open = promisify(
  (bytes: Buffer, done: (error: Error | null, zip?: yauzl.ZipFile) => void): void =>
    yauzl.fromBuffer(bytes, { lazyEntries: true }, done),
)

/** Each file's bytes by its path below the pack's own folder. */
async function unzipped(bytes: Buffer): Promise<Map<string, Buffer>> {
  const zip = await open(bytes)
  const files = new Map<string, Buffer>()
  if (!zip) return files
  const read = promisify(zip.openReadStream.bind(zip))
  await new Promise<void>((resolve, reject) => {
    const take = async (entry: yauzl.Entry) => {
      const chunks: Buffer[] = []
      for await (const chunk of await read(entry)) chunks.push(Buffer.from(chunk))
      files.set(entry.fileName.replace(/^[^/]+\//, ''), Buffer.concat(chunks))
      zip.readEntry()
    }
    zip.on('entry', (entry: yauzl.Entry) => void take(entry).catch(reject))
    zip.once('end', resolve).once('error', reject)
    zip.readEntry()
  })
  return files
}
