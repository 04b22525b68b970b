import type { CheckLevel, CheckScheme, CredentialKind, NameReason, VerifiedHow } from './credential'

/** Each kind as a person says it: "your record check". */
export const credentialWords: Readonly<Record<CredentialKind, string>> = {
  record_check: 'Criminal record check',
  safeguarding_training: 'Safeguarding training',
  officer_training: 'Welfare officer training',
  committee_training: 'Committee training',
  coaching_licence: 'Coaching licence',
  first_aid: 'First aid',
  insurance: 'Insurance',
  self_declaration: 'Self-declaration',
}

/** The same inside a sentence, with its article. */
export const inSentence: Readonly<Record<CredentialKind, string>> = {
  record_check: 'the criminal record check',
  safeguarding_training: 'safeguarding training',
  officer_training: 'the training for welfare officers',
  committee_training: 'the training for committees',
  coaching_licence: 'the coaching licence',
  first_aid: 'first aid training',
  insurance: 'the insurance',
  self_declaration: 'the self-declaration',
}

export const howWords: Readonly<Record<VerifiedHow, string>> = {
  original_seen: 'I saw the original',
  register_checked: 'I looked in the issuer’s register',
  body_feed: 'The governing body told us',
  update_service: 'I looked in the Update Service',
}

/** How somebody else did it. */
export const howTold: Readonly<Record<VerifiedHow, string>> = {
  original_seen: 'saw the original',
  register_checked: 'looked in the issuer’s register',
  body_feed: 'had it from the governing body',
  update_service: 'looked in the Update Service',
}

export const nameReasonWords: Readonly<Record<NameReason, string>> = {
  changed_name: 'They changed their name',
  known_as: 'They are known by another name',
  order_or_spelling: 'The same name in another order or spelling',
  not_known: 'I do not know why',
}

export const schemeWords: Readonly<Record<CheckScheme, string>> = {
  dbs: 'DBS (England and Wales)',
  pvg: 'PVG (Scotland)',
  access_ni: 'AccessNI (Northern Ireland)',
}

export const levelWords: Readonly<Record<CheckLevel, string>> = {
  basic: 'Basic',
  standard: 'Standard',
  enhanced: 'Enhanced',
  enhanced_barred: 'Enhanced, with the list of people barred from work with children',
}

/** A scheme or level of a record check in words; what it is not, as it was written. */
export const wordOf = (words: Readonly<Record<string, string>>, value: string): string =>
  Object.hasOwn(words, value) ? (words[value] ?? value) : value
