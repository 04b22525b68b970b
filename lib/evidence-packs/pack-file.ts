import { canonicalJson, type Json } from '../core/canonical-json'
import { sha256Hex } from '../core/sha256'

/** One file of a pack: what the manifest says of it, and its bytes when they are wanted. */
export type PackFile = {
  path: string
  mediaType: string
  /** In one word, what it is there for. */
  role: string
  bytes: number
  /** SHA-256, hexadecimal. */
  sha256: string
  /** Its bytes: at hand, or fetched only when they are written. */
  read(): Promise<Buffer>
}

/** A file whose bytes are at hand. */
export const fileOf = (path: string, role: string, mediaType: string, bytes: Buffer): PackFile => ({
  path,
  mediaType,
  role,
  bytes: bytes.length,
  sha256: sha256Hex(bytes),
  read: () => Promise.resolve(bytes),
})

/** A JSON file in canonical form (RFC 8785), so that the same rows are the same bytes. */
export const jsonFile = (path: string, role: string, value: Json): PackFile =>
  fileOf(path, role, 'application/json', Buffer.from(canonicalJson(value)))

export const textFile = (path: string, role: string, mediaType: string, text: string): PackFile =>
  fileOf(path, role, mediaType, Buffer.from(text))

/** What the manifest says of a file. */
export const describeFile = ({ path, bytes, sha256, mediaType, role }: PackFile) => ({
  path,
  bytes,
  sha256,
  media_type: mediaType,
  role,
})
