import { canonicalJson, type Json } from '../core/canonical-json'

/** One file of a pack: what the manifest says of it, and its bytes when they are wanted. */
export type PackFile = {
  readonly path: string
  readonly mediaType: string
  /** In one word, what it is there for. */
  readonly role: string
  /** Its bytes, a piece at a time: at hand, or fetched only while they are written. */
  chunks(): Iterable<Uint8Array> | AsyncIterable<Uint8Array>
}

/** A file whose bytes are at hand. */
export const fileOf = (
  path: string,
  role: string,
  mediaType: string,
  bytes: Uint8Array,
): PackFile => ({ path, mediaType, role, chunks: () => [bytes] })

/** A JSON file in canonical form (RFC 8785), so that the same rows are the same bytes. */
export const jsonFile = (path: string, role: string, value: Json): PackFile =>
  fileOf(path, role, 'application/json', Buffer.from(canonicalJson(value)))

export const textFile = (path: string, role: string, mediaType: string, text: string): PackFile =>
  fileOf(path, role, mediaType, Buffer.from(text))

/** A file of lines, each made when its turn has come. */
export const linesFile = (
  path: string,
  role: string,
  lines: () => Iterable<string> | AsyncIterable<string>,
): PackFile => ({
  path,
  role,
  mediaType: 'application/x-ndjson',
  async *chunks() {
    for await (const line of lines()) yield Buffer.from(`${line}\n`)
  },
})
