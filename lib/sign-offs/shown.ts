import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { policyVersions } from '#db/schema/policies'
import { notFound } from '../core/errors'
import { sha256Hex } from '../core/sha256'
import { checklistOf, textOfChecklist, type Checklist } from '../core/sign-offs/checklists'
import { acknowledgement } from '../core/sign-offs/words'
import type { SignOffRequest } from './append-event'

/** All that somebody is shown before they sign. */
export type Shown = {
  readonly title: string
  readonly version: number
  readonly format: 'markdown' | 'pdf' | 'checklist'
  /** The exact bytes, and their SHA-256 in hexadecimal. */
  readonly bytes: Buffer
  readonly sha256: string
  readonly shortVersion: string
  readonly whatChanged: string | null
  readonly change: 'material' | 'minor' | null
  readonly publisher: string | null
  /** What is ticked one by one; null for a policy. */
  readonly checklist: Checklist | null
  readonly statement: { readonly text: string; readonly version: number }
}

type What = Pick<SignOffRequest, 'kind' | 'versionId' | 'words'>

/**
 * What a request is about, from the bytes that are kept: their hash is computed here, whatever any
 * page says. Throws `not_found` where the bytes are gone.
 */
export async function shownOf(tx: Tx, { kind, versionId, words }: What): Promise<Shown> {
  if (kind !== 'policy' || versionId === null) return shownChecklist(checklistOf(words))
  const [row] = await tx.select().from(policyVersions).where(eq(policyVersions.id, versionId))
  const found = await tx.execute<{ content: Buffer | null }>(
    sql`select policy_content(${versionId}::uuid) as content`,
  )
  const bytes = found.rows[0]?.content
  if (!row || !bytes) throw notFound()
  const { title, version, format, shortVersion, whatChanged, change } = row
  return {
    ...{ title, version, format, bytes, sha256: sha256Hex(bytes), shortVersion, change },
    ...{ whatChanged: version > 1 ? whatChanged : null, publisher: null, checklist: null },
    statement: acknowledgement(title, version),
  }
}

/** The same of words that come with the product. Throws `not_found` for those it does not know. */
export function shownChecklist(checklist: Checklist | undefined): Shown {
  if (!checklist) throw notFound()
  const bytes = Buffer.from(textOfChecklist(checklist), 'utf8')
  const { title, version, about, statement } = checklist
  return {
    ...{ title, version, format: 'checklist', bytes, sha256: sha256Hex(bytes), checklist },
    ...{ shortVersion: about, whatChanged: null, change: null, publisher: null },
    statement: { text: statement, version },
  }
}
