import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../core/errors'
import {
  parseSignerKey,
  signatureTypes,
  verifierKeyOf,
  verifierKeyText,
  type SignerKey,
  type VerifierKey,
} from '../core/transparency/note-keys'
import { policyTrouble } from '../core/transparency/policy-trouble'
import { parsePolicy } from '../core/transparency/tlog-policy'
import { diskFiles, type DurableFiles } from './durable-files'
import { originHash, removeDrafts } from './seen'

/** All that a witness is: its key, the logs that it knows, and where it keeps what it has seen. */
export type Witness = {
  readonly key: SignerKey
  readonly logs: readonly VerifierKey[]
  readonly folder: string
  readonly files: DurableFiles
}

/** In the folder: whose it is. A folder without it is not one in which nothing was seen yet. */
export const ownerFile = 'witness'

/**
 * Opens a witness from its key file, a policy file whose `log` lines say which logs it knows, and
 * its folder. Throws `invalid_input` with what is wrong; no message holds the key.
 */
export async function openWitness(at: {
  key: string
  policy: string
  folder: string
}): Promise<Witness> {
  const key = parseSignerKey((await text(at.key)).trim())
  if (!key.ok || key.value.type !== signatureTypes.cosignature) {
    return refuse(`${at.key} holds no key of a witness. “npm run witness -- new” makes one.`)
  }
  const policy = parsePolicy(await text(at.policy))
  if (!policy.ok) return refuse(`${at.policy}: ${policyTrouble(policy)}.`)
  const logs = policy.value.logs.map((log) => log.key)
  if (logs.length === 0) return refuse(`${at.policy} names no log.`)
  const owner = await diskFiles.read(join(at.folder, ownerFile))
  const own = `${verifierKeyText(verifierKeyOf(key.value))}\n`
  if (owner === null) {
    return refuse(`${at.folder} is no witness’s folder. What it had seen may be elsewhere.`)
  }
  if (owner !== own) return refuse(`${at.folder} is another witness’s folder.`)
  const places = logs.map(({ name }) => join(at.folder, originHash(name)))
  for (const place of places) await removeDrafts(diskFiles, place)
  return { key: key.value, logs, folder: at.folder, files: diskFiles }
}

async function text(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch {
    return refuse(`${path} cannot be read.`)
  }
}

function refuse(problem: string): never {
  throw new AppError('invalid_input', problem)
}
