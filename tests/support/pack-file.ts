import type { PackFile } from '#lib/evidence-packs/pack-file'

/** All of a pack's file. */
export async function bytesOf(file: PackFile): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of file.chunks()) chunks.push(chunk)
  return Buffer.concat(chunks)
}
