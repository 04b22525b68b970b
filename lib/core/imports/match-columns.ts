import type { CredentialKind } from '../register/credential'
import { isDateField, fieldNamed, type Field, type PersonField } from './fields'

/**
 * What each column is, by what usual programs call it; an empty text where we do not know, or where
 * it is nobody's business here: numbers of certificates, birthdays, parents, addresses.
 */
export function matchColumns(headers: readonly string[]): (Field | '')[] {
  const taken = new Set<Field>()
  return headers.map((header) => {
    const field = fieldOf(words(header))
    if (field === '' || (taken.has(field) && !several.includes(field))) return ''
    taken.add(field)
    return field
  })
}

const words = (header: string) =>
  header
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replaceAll('(s)', 's')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replace(/\be mail\b/g, 'email')

/** Of somebody else, or of no use: never read in by itself. */
const ofOthers =
  /\b(parent|guardian|carer|emergency|next of kin|mother|father|spouse|phone|mobile|telephone)\b/
const ofNoUse =
  /\b(dob|birth|number|no|ref|reference|address [0-9]|postcode|street|gender|ethnicity|medical)\b/
const byTheWay = /\b(notes?|id|preference|consent|opt in|verified|status)\b/
const unread = [ofOthers, ofNoUse, byTheWay]

function fieldOf(header: string): Field | '' {
  if (unread.some((pattern) => pattern.test(header))) return ''
  const kind = credentialColumns.find(([, pattern]) => pattern.test(header))?.[0]
  if (kind) return credentialField(kind, header)
  return personColumns.find(([, pattern]) => pattern.test(header))?.[0] ?? ''
}

const credentialColumns: readonly [CredentialKind, RegExp][] = [
  // Before the record check: a “self-disclosure” is somebody’s own word, and no check.
  ['self_declaration', /\bself (declaration|disclosure)\b/],
  ['record_check', /\b(dbs|crb|pvg|accessni|access ni|disclosure|criminal record|record check)\b/],
  ['first_aid', /\bfirst aid\b/],
  ['officer_training', /\b(welfare|officer|ttl|time to listen)\b.*\b(training|course|trained)\b/],
  ['committee_training', /\bcommittee (training|course)\b/],
  ['safeguarding_training', /\b(safeguarding|child protection|spc)\b/],
  ['insurance', /\binsur(ance|ed)\b/],
  ['coaching_licence', /\b(licen[cs]e|coaching (qualification|award|certificate)|qualification)\b/],
]

const until = /\b(expir\w*|expires|until|valid to|renew\w*|due|end|ends|to)\b/
const from =
  /\b(issue\w*|date|completed|completion|achieved|awarded|start|starts|from|taken|passed|since)\b/

function credentialField(kind: CredentialKind, header: string): Field | '' {
  if (until.test(header)) return `${kind}_expires`
  return from.test(header) ? `${kind}_issued` : ''
}

const personColumns: readonly [PersonField, RegExp][] = [
  ['email', /^((primary|main|home|member|coach|contact|personal|user) )*email( address)?$|^mail$/],
  ['first_name', /^((member|coach|legal) )?(first ?name|forenames?|given names?|first)$/],
  ['last_name', /^((member|coach|legal) )?(last ?name|surname|family name|second name|last)$/],
  ['name', /^((member|coach|full|display|person) ?)*name$|^(coach|person|member|volunteer)$/],
  ['online', /\bonline\b/],
  ['roles', /\b(roles?|position|post|job title|responsibility)\b/],
  ['tags', /^(tags?|labels?|marks?)$/],
  ['teams', /\b(teams?|squads?|groups?|sections?|class|classes|age group)\b/],
]

/** What a file must say of everybody, and no column says; in the words of a page. */
export function missingColumns(columns: readonly string[]): string[] {
  const has = (field: Field) => columns.includes(field)
  return [
    ...(has('name') || (has('first_name') && has('last_name'))
      ? []
      : ['Say which column is the name, or which two are the first and the last name.']),
    ...(has('email') ? [] : ['Say which column is the e-mail address.']),
  ]
}

/** Fields that may stand in several columns, whose words are put together. */
const several: readonly Field[] = ['teams', 'tags', 'roles']

/** Fields for which two columns were chosen, and which take one only. */
export const chosenTwice = (columns: readonly string[]): string[] =>
  columns.filter(
    (field, index) =>
      field !== '' && columns.indexOf(field) !== index && !several.some((each) => each === field),
  )

/** Columns that say a day. */
export const dateColumns = (columns: readonly string[]): number[] =>
  columns.flatMap((field, index) => (isDate(field) ? [index] : []))

const isDate = (field: string) => {
  const known = fieldNamed(field)
  return known !== null && isDateField(known)
}
