/** How a statement about children's safety is known. They are never blended, and never exchanged. */
export const proofKinds = ['checked', 'verified', 'signed', 'stated', 'scanned'] as const

export type ProofKind = (typeof proofKinds)[number]

/** How a result is known: Zoom was asked, somebody signed, or somebody's word stands for it. */
export const resultProofs = ['checked', 'stated', 'verified', 'signed'] as const

export type ResultProof = (typeof resultProofs)[number]
