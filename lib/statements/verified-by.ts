import type { StatedProof } from '../core/result-rows'
import type { Statement } from './record-event'

/** Who was the second person of a statement, "you" where that is the reader; null where nobody was. */
export function verifiedBy(
  { verifiedBy: by, verifiedByName: name, verifiedAt: at }: Statement,
  readerId: string | null,
): StatedProof['verified'] {
  return name && at ? { by: by === readerId ? 'you' : name, at } : null
}
