/** How a statement about children's safety is known. They are never blended, and never exchanged. */
export const proofKinds = ['checked', 'verified', 'signed', 'stated', 'scanned'] as const

export type ProofKind = (typeof proofKinds)[number]

/** How a result of a check is known: Zoom was asked, or somebody's word stands in for its answer. */
export const resultProofs = ['checked', 'stated', 'verified'] as const

export type ResultProof = (typeof resultProofs)[number]
