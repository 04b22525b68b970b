import { canonicalJson, type Json } from '../core/canonical-json'
import { sha256Hex } from '../core/sha256'

/** One file of a pack. `role` says in one word what it is there for. */
export type PackFile = { path: string; mediaType: string; role: string; bytes: Buffer }

/** A JSON file in canonical form (RFC 8785), so that the same rows are the same bytes. */
export const jsonFile = (path: string, role: string, value: Json): PackFile => ({
  path,
  mediaType: 'application/json',
  role,
  bytes: Buffer.from(canonicalJson(value)),
})

export const textFile = (
  path: string,
  role: string,
  mediaType: string,
  text: string,
): PackFile => ({ path, mediaType, role, bytes: Buffer.from(text) })

/** What the manifest says of a file. */
export const describeFile = (file: PackFile) => ({
  path: file.path,
  bytes: file.bytes.length,
  sha256: sha256Hex(file.bytes),
  media_type: file.mediaType,
  role: file.role,
})
