import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { isAppError } from '../core/errors'
import { signedTextPath } from '../core/pack/layout'
import { shownOf } from '../sign-offs/shown'
import type { PackRows } from './collect-pack'
import { fileOf, type PackFile } from './pack-file'

const signOff = z.object({
  kind: z.literal('sign_off'),
  about: z.enum(['policy', 'checklist', 'drill', 'statement']),
  policy_version: z.uuid().nullable(),
  words: z.string().nullable(),
  sha256: z.string(),
})

const mediaTypes = {
  markdown: ['md', 'text/markdown; charset=utf-8'],
  pdf: ['pdf', 'application/pdf'],
  checklist: ['txt', 'text/plain; charset=utf-8'],
} as const

/**
 * The exact texts that people signed for in these records, each once; and in a line each those that
 * are no longer to be had.
 */
export async function signedTexts(
  tx: Tx,
  records: PackRows['records'],
): Promise<{ files: PackFile[]; failures: string[] }> {
  const files = new Map<string, PackFile>()
  const failures = new Map<string, string>()
  for (const { record } of records) {
    const parsed = signOff.safeParse(record === null ? null : JSON.parse(record))
    if (!parsed.success) continue
    const { about, policy_version: versionId, words, sha256 } = parsed.data
    if (files.has(sha256) || failures.has(sha256)) continue
    const shown = await shownOf(tx, { kind: about, versionId, words }).catch(notThere)
    if (shown?.sha256 === sha256) {
      const [ending, mediaType] = mediaTypes[shown.format]
      const path = signedTextPath(sha256, ending)
      files.set(sha256, fileOf(path, 'signed text', mediaType, shown.bytes))
    } else {
      failures.set(sha256, `The text with SHA-256 ${sha256}, which was signed, could not be had.`)
    }
  }
  return { files: [...files.values()], failures: [...failures.values()].toSorted() }
}

function notThere(error: unknown): null {
  if (isAppError(error, 'not_found')) return null
  throw error
}
