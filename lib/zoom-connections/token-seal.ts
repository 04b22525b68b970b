import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { AppError } from '../core/errors'
import { required } from '../env'

/** Where a sealed value stands. Moved to any other place it no longer opens. */
export type Place = { table: string; column: string; organisationId: string; rowId: string }

const algorithm = 'aes-256-gcm'
const version = '1'
const nonce_bytes = 12
const tag_bytes = 16

/**
 * Seals a secret for one place with the newest key of the ring: AES-256-GCM, a key of its own for
 * each organisation (HKDF-SHA-256), the place as associated data. base64 of nonce, tag, ciphertext.
 * Throws `not_configured` where the ring is missing or malformed.
 */
export function seal(secret: string, place: Place): { sealed: string; keyId: string } {
  const newest = keyRing()[0]
  if (!newest) throw wrongKeys()
  const nonce = randomBytes(nonce_bytes)
  const cipher = createCipheriv(algorithm, keyFor(newest.key, place), nonce)
  cipher.setAAD(associated(newest.id, place))
  const ciphertext = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()])
  const sealed = Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64')
  return { sealed, keyId: newest.id }
}

/** The secret again. Throws where it was changed or moved, or its key is no longer in the ring. */
export function open(kept: { sealed: string; keyId: string }, place: Place): string {
  const key = keyRing().find(({ id }) => id === kept.keyId)
  if (!key) throw wrongKeys()
  const bytes = Buffer.from(kept.sealed, 'base64')
  const decipher = createDecipheriv(
    algorithm,
    keyFor(key.key, place),
    bytes.subarray(0, nonce_bytes),
    { authTagLength: tag_bytes },
  )
  decipher.setAAD(associated(kept.keyId, place))
  decipher.setAuthTag(bytes.subarray(nonce_bytes, nonce_bytes + tag_bytes))
  const ciphertext = bytes.subarray(nonce_bytes + tag_bytes)
  return Buffer.concat([decipher.update(ciphertext), decipher.final()]).toString('utf8')
}

/** The ids of the ring's keys, the one that seals first. Throws `not_configured` as `seal` does. */
export const keyIds = (): string[] => keyRing().map(({ id }) => id)

const wrongKeys = () =>
  new AppError(
    'not_configured',
    'TOUCHLINE_SEALING_KEYS must be id:key, each key 32 bytes in base64, newest first, with commas between.',
  )

/** The newest first; older ones stay for as long as something is sealed with them. */
function keyRing(): { id: string; key: Buffer }[] {
  return required('TOUCHLINE_SEALING_KEYS')
    .split(',')
    .map((entry) => {
      const [id, encoded] = entry.trim().split(':')
      const key = Buffer.from(encoded ?? '', 'base64')
      if (!id || key.length !== 32) throw wrongKeys()
      return { id, key }
    })
}

const keyFor = (key: Buffer, { organisationId }: Place) =>
  Buffer.from(hkdfSync('sha256', key, organisationId, 'touchline sealed value', 32))

/** Each part behind its length, so that no two places can be spelt alike. */
function associated(keyId: string, { table, column, organisationId, rowId }: Place): Buffer {
  const parts = [version, keyId, table, column, organisationId, rowId]
  return Buffer.concat(
    parts.map((part) => {
      const bytes = Buffer.from(part)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(bytes.length)
      return Buffer.concat([length, bytes])
    }),
  )
}
