/** What somebody on the register can show, in the order in which it is shown. */
export const credentialKinds = [
  'record_check',
  'safeguarding_training',
  'officer_training',
  'committee_training',
  'coaching_licence',
  'first_aid',
  'insurance',
  'self_declaration',
] as const

export type CredentialKind = (typeof credentialKinds)[number]

/** One is in force until it is said anew, taken back, or its person's row is merged into another. */
export const credentialStates = ['in_force', 'replaced', 'withdrawn', 'merged'] as const

export type CredentialState = (typeof credentialStates)[number]

/** How a second person came to know that it is so. */
export const verifiedHows = [
  'original_seen',
  'register_checked',
  'body_feed',
  'update_service',
] as const

export type VerifiedHow = (typeof verifiedHows)[number]

/** Why the name on it is another than the one on the register: chosen, never written. */
export const nameReasons = ['changed_name', 'known_as', 'order_or_spelling', 'not_known'] as const

export type NameReason = (typeof nameReasons)[number]

/** Who makes record checks, by where the club is. */
export const checkSchemes = ['dbs', 'pvg', 'access_ni'] as const

export type CheckScheme = (typeof checkSchemes)[number]

/** How much a record check looks at, from the least to the most. */
export const checkLevels = ['basic', 'standard', 'enhanced', 'enhanced_barred'] as const

export type CheckLevel = (typeof checkLevels)[number]
