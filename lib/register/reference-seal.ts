import { open, seal, type Place } from '../zoom-connections/token-seal'

const place = (organisationId: string, rowId: string): Place => ({
  ...{ table: 'credentials', column: 'reference', organisationId, rowId },
})

type Sealed = { referenceSealed: string | null; referenceKeyId: string | null }

/** The number of a credential sealed for its row; nothing where none was given. */
export function sealReference(
  reference: string | null,
  organisationId: string,
  credentialId: string,
): Sealed {
  if (reference === null) return { referenceSealed: null, referenceKeyId: null }
  const { sealed, keyId } = seal(reference, place(organisationId, credentialId))
  return { referenceSealed: sealed, referenceKeyId: keyId }
}

/** That number; null where there is none, or it was erased. */
export function openReference(row: Sealed & { organisationId: string; id: string }): string | null {
  if (row.referenceSealed === null || row.referenceKeyId === null) return null
  const kept = { sealed: row.referenceSealed, keyId: row.referenceKeyId }
  return open(kept, place(row.organisationId, row.id))
}
