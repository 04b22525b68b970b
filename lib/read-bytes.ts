/**
 * A body as it came, byte for byte; null where it is longer than `bytes_max`, of which no more than
 * that is ever held.
 */
export async function readBytes(
  body: ReadableStream<Uint8Array> | null,
  bytes_max: number,
): Promise<Uint8Array | null> {
  if (!body) return new Uint8Array()
  const parts: Uint8Array[] = []
  let bytes = 0
  const reader = body.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength
    if (bytes > bytes_max) {
      // What is left is thrown away, and whether that worked is nobody's question.
      void reader.cancel().catch(() => {})
      return null
    }
    parts.push(part.value)
  }
  return Buffer.concat(parts)
}
