import { AppError } from '../core/errors'
import {
  parseSignerKey,
  signatureTypes,
  verifierKeyOf,
  verifierKeyText,
  type SignerKey,
} from '../core/transparency/note-keys'
import { env } from '../env'

/** What this installation signs its log with. */
export type LogKeys = {
  /** The log's name: that of all of its keys. */
  readonly origin: string
  /** Each signs every checkpoint, so that an old key and its successor can both stand there. */
  readonly signers: readonly SignerKey[]
  /** The public halves as others are told them, in the same order. */
  readonly vkeys: readonly string[]
}

/**
 * The keys in LOG_SIGNING_KEYS; null where none is set, and nothing is signed. Throws
 * `not_configured`, without any part of a key, where they are wrong or of several logs.
 */
export const logKeys = (): LogKeys | null => parseLogKeys(env().LOG_SIGNING_KEYS ?? '')

/** Reads keys as the setting has them, comma-separated. */
export function parseLogKeys(setting: string): LogKeys | null {
  const texts = setting.split(',').flatMap((text) => text.trim() || [])
  const signers = texts.map((text) => {
    const key = parseSignerKey(text)
    if (!key.ok || key.value.type !== signatureTypes.ed25519) throw wrong('is not a key of a log')
    return key.value
  })
  const [first] = signers
  if (!first) return null
  if (signers.some(({ name }) => name !== first.name)) throw wrong('has keys of different names')
  const vkeys = signers.map((signer) => verifierKeyText(verifierKeyOf(signer)))
  if (new Set(vkeys).size < vkeys.length) throw wrong('has the same key twice')
  return { origin: first.name, signers, vkeys }
}

const wrong = (what: string) =>
  new AppError('not_configured', `The setting LOG_SIGNING_KEYS ${what}. README.md says what it is.`)
