import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '../core/errors'
import {
  signatureTypes,
  signerKeyText,
  verifierKeyOf,
  verifierKeyText,
} from '../core/transparency/note-keys'
import { isKeyName } from '../core/transparency/signed-note'
import { diskFiles } from './durable-files'
import { ownerFile } from './witness'

/**
 * Makes a witness's key, which only this user can read, and a folder of its own. Returns its public
 * key as others write it into their policies. Throws `invalid_input` where either is there already.
 */
export async function newWitness(asked: {
  name: string
  key: string
  folder: string
}): Promise<string> {
  if (!isKeyName(asked.name)) {
    throw new AppError('invalid_input', 'A witness’s name has no spaces and no plus signs.')
  }
  const owner = join(asked.folder, ownerFile)
  if ((await diskFiles.read(owner)) !== null) isThere(owner)
  const seed = new Uint8Array(randomBytes(32))
  const key = { name: asked.name, type: signatureTypes.cosignature, seed }
  await mkdir(dirname(asked.key), { recursive: true })
  await writeNew(asked.key, `${signerKeyText(key)}\n`)
  const vkey = verifierKeyText(verifierKeyOf(key))
  await diskFiles.makeFolder(asked.folder)
  await writeNew(owner, `${vkey}\n`)
  return vkey
}

async function writeNew(path: string, text: string): Promise<void> {
  try {
    await diskFiles.write(path, text)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') isThere(path)
    throw error
  }
  await diskFiles.sync(path)
  await diskFiles.sync(dirname(path))
}

function isThere(path: string): never {
  throw new AppError('invalid_input', `${path} is there already, and stays as it is.`)
}
