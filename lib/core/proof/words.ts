import type { NotVerifiable } from './claim'
import type { ProofKind } from './proof-kinds'

/** How a statement is known, up to its time. `by` is a name, or "you". */
export const proofSentences: Readonly<Record<ProofKind, (by: string | undefined) => string>> = {
  checked: () => 'Checked in Zoom',
  verified: (by) => (by ? `Verified by ${by}` : 'Verified'),
  signed: (by) => (by ? `Signed by ${by}` : 'Signed'),
  stated: (by) => (by ? `${by} stated this` : 'Stated'),
  scanned: () => 'Public pages scanned',
}

/** What each kind of proof is worth, for whoever asks. */
export const proofMeanings: Readonly<Record<ProofKind, string>> = {
  checked: 'Touchline asked Zoom, and this is what Zoom said.',
  verified: 'Somebody put it forward, and a second person looked and agreed.',
  signed: 'The person it binds has agreed to it, in these words.',
  stated: 'Somebody said that it is so. Zoom does not tell us, so we could not look.',
  scanned: 'We looked for it on public pages, and this is what we found.',
}

/** Why somebody may not be the second person. */
export const notVerifiableWords: Readonly<Record<NotVerifiable, string>> = {
  own_statement: 'You stated this yourself. Somebody else has to look.',
  own_subject:
    'This is about you, or somebody with your e-mail address. Ask another person to look.',
}
