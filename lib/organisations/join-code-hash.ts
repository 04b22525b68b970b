import { normaliseJoinCode } from '../core/join-code'
import { sha256Hex } from '../core/sha256'

/** What is kept of a governing body's code, however it was typed; null where it cannot be one. */
export function joinCodeHash(typed: string): string | null {
  const code = normaliseJoinCode(typed)
  return code === null ? null : sha256Hex(code)
}
