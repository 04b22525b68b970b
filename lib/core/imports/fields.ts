import { credentialKinds, type CredentialKind } from '../register/credential'
import { credentialWords } from '../register/words'

const personFields = [
  'name',
  'first_name',
  'last_name',
  'email',
  'teams',
  'tags',
  'roles',
  'online',
] as const

export type PersonField = (typeof personFields)[number]
export type DateField = `${CredentialKind}_issued` | `${CredentialKind}_expires`

/** What a column can fill. */
export type Field = PersonField | DateField

export const dateFields: readonly DateField[] = credentialKinds.flatMap(
  (kind) => [`${kind}_issued`, `${kind}_expires`] as const,
)

export const importFields: readonly Field[] = [...personFields, ...dateFields]

/** What somebody typed in place of cells, as text: a date as `2026-02-01`. */
export type TypedRow = { readonly [name in Field]?: string }

/** The field of this name, or null where there is none. */
export const fieldNamed = (name: string): Field | null =>
  importFields.find((each) => each === name) ?? null

export const isDateField = (field: Field): field is DateField =>
  dateFields.some((each) => each === field)

const personWords: Record<PersonField, string> = {
  name: 'Name',
  first_name: 'First name',
  last_name: 'Last name',
  email: 'E-mail address',
  teams: 'Teams or groups',
  tags: 'Tags',
  roles: 'Roles at the club',
  online: 'Coaches under-18s online',
}

/** What a column or a question is called on a page. */
export function fieldWords(field: Field): string {
  for (const kind of credentialKinds) {
    if (field === `${kind}_issued`) return `${credentialWords[kind]}: from`
    if (field === `${kind}_expires`) return `${credentialWords[kind]}: until`
  }
  return personWords[personFields.find((each) => each === field) ?? 'name']
}
