import { appointmentRoleWords, type AppointmentRole } from '../register/appointment'
import { guarded } from '../spreadsheet-guard'
import { fieldWords, importFields, type DateField, type Field, type TypedRow } from './fields'

/** Somebody on the register, as a file says it. */
export type ExportedPerson = {
  readonly name: string
  readonly email: string
  readonly teams: string
  readonly tags: string
  readonly online: boolean
  readonly roles: readonly AppointmentRole[]
  /** The days of each claim, by its field. */
  readonly days: { readonly [field in DateField]?: string }
}

const exported: readonly Field[] = importFields.filter(
  (field) => field !== 'first_name' && field !== 'last_name',
)

/** The register as rows of a table: its headings are ones that an import knows again. */
export function registerTable(people: readonly ExportedPerson[]): string[][] {
  return [
    exported.map(fieldWords),
    ...people.map((person) => {
      const texts = textsOfPerson(person)
      return exported.map((field) => guarded(texts[field] ?? ''))
    }),
  ]
}

function textsOfPerson({
  name,
  email,
  teams,
  tags,
  online,
  roles,
  days,
}: ExportedPerson): TypedRow {
  return {
    ...days,
    ...{ name, email, teams, tags, online: online ? 'yes' : 'no' },
    roles: roles.map((role) => appointmentRoleWords[role]).join(', '),
  }
}
