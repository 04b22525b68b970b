import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import {
  parseSignerKey,
  signatureTypes,
  signerKeyText,
  verifierKeyOf,
  verifierKeyText,
} from '#lib/core/transparency/note-keys'
import { saidOf } from './said-of'

const usage = `Usage: npm run log-key -- --name NAME

Makes a key for a transparency log. NAME is the log's name for ever: its address without https://,
such as touchline.example/log.`

try {
  const { values } = parseArgs({ options: { name: { type: 'string' } } })
  const { name = '' } = values
  const key = { name, type: signatureTypes.ed25519, seed: randomBytes(32) }
  const secret = signerKeyText(key)
  if (name === '' || !parseSignerKey(secret).ok) throw new Error(usage)
  console.log(`# Secret: for the workers only.\nLOG_SIGNING_KEYS=${secret}`)
  console.log(`\n# For everybody who checks the log.\n${verifierKeyText(verifierKeyOf(key))}`)
} catch (error) {
  console.error(saidOf(error))
  process.exitCode = 1
}
