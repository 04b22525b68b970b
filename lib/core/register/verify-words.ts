import type { NotVerifiable } from '../proof/claim'

/** Why somebody may not be the second person to look at a credential. */
export const notVerifiableCredential: Readonly<Record<NotVerifiable, string>> = {
  own_statement: 'You put this in yourself. Somebody else has to look.',
  own_subject: 'This is yours. Somebody else has to look.',
}
