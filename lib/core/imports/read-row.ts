import type { z } from 'zod'
import { formatCalendarDate } from '../dates'
import { emailAddress } from '../email'
import { plainName } from '../plain-name'
import type { AppointmentRole } from '../register/appointment'
import { credentialKinds, type CredentialKind } from '../register/credential'
import { holdsUnseen } from '../unseen'
import { fieldWords, type Field, type TypedRow } from './fields'
import { plainCell, saysNothing } from './plain-cell'
import { dayOf, type DateOrder } from './read-date'
import { readRoles } from './read-role'
import type { RowSaid } from './row-said'

/** A claim with its days, as `2026-02-01`. */
export type ReadCredential = {
  readonly kind: CredentialKind
  readonly issuedOn: string
  readonly expiresOn: string | null
}

/** What a row says of a person; null where it says nothing, which then leaves what stands there. */
export type ReadPerson = {
  readonly name: string
  readonly email: string
  readonly teams: string | null
  readonly tags: string | null
  readonly online: boolean | null
  readonly roles: readonly AppointmentRole[]
  readonly credentials: readonly ReadCredential[]
}

export type ReadRow = {
  /** Null where something is wrong with it. */
  readonly person: ReadPerson | null
  readonly problems: readonly RowSaid[]
  /** What was understood in a way that somebody may want to know. */
  readonly notes: readonly RowSaid[]
}

export type RowReading = {
  readonly order: DateOrder | null
  /** The day it is, as `2026-11-25`. */
  readonly today: string
}

const lineLengthMax = 200

/** The words of each field of a row: what was typed where somebody mended it, else its cells. */
export function textsOf(
  cells: readonly string[],
  columns: readonly string[],
  typed: TypedRow | null,
): TypedRow {
  const texts: { [name in Field]?: string } = {}
  for (const [index, field] of columns.entries()) {
    const text = plainCell(cells[index] ?? '')
    if (!isField(field) || text === '') continue
    texts[field] = texts[field] === undefined ? text : `${texts[field]}, ${text}`
  }
  return { ...texts, ...typed }
}

const isField = (field: string): field is Field => field !== ''

/** Reads what a row says, and everything that is wrong with it at once, in plain words. */
export function readRow(texts: TypedRow, { order, today }: RowReading): ReadRow {
  const problems: RowSaid[] = []
  const notes: RowSaid[] = []
  const say = { problems, notes }
  const name = readName(texts, say)
  const email = readEmail(texts.email ?? '', say)
  const teams = readLine('teams', texts.teams ?? '', say)
  const tags = readLine('tags', texts.tags ?? '', say)
  const online = readOnline(texts.online ?? '', say)
  const { roles, unknown } = readRoles(saysNothing(texts.roles ?? '') ? '' : (texts.roles ?? ''))
  if (unknown.length > 0) {
    notes.push({
      field: 'roles',
      message: `We do not know the role “${unknown.join('”, “')}”. It is left out.`,
    })
  }
  const credentials = credentialKinds.flatMap((kind) =>
    readCredential(kind, texts, { order, today }, say),
  )
  const person =
    problems.length === 0 ? { name, email, teams, tags, online, roles, credentials } : null
  return { person, problems, notes }
}

type Say = { problems: RowSaid[]; notes: RowSaid[] }

/** The first words that a schema has to say against a text; null where it says none. */
function refusal(schema: z.ZodType, text: string): string | null {
  const read = schema.safeParse(text)
  return read.success ? null : (read.error.issues[0]?.message ?? 'This cannot be read.')
}

const nameSchema = plainName('The name is missing.')

function readName(texts: TypedRow, { problems, notes }: Say): string {
  const parts = [texts.first_name, texts.last_name].filter((part) => !!part).join(' ')
  const whole = (texts.name ?? parts).trim()
  const turned = /^([^,]+), ([^,]+)$/.exec(whole)
  const name = turned ? `${turned[2]} ${turned[1]}` : whole
  if (turned) notes.push({ field: 'name', message: `“${whole}” is read as “${name}”.` })
  const field = texts.name === undefined && parts !== '' ? 'last_name' : 'name'
  const message = refusal(nameSchema, name)
  if (message) problems.push({ field, message })
  else if (/[@\d]/.test(name)) {
    problems.push({ field, message: `“${name}” does not look like a name.` })
  }
  return message ? name : nameSchema.parse(name)
}

/** `Sam Okafor <sam@example.org>`, `mailto:sam@example.org` */
const wrapped = /<([^<>\s]+@[^<>\s]+)>|^mailto:(\S+)$/i

function readEmail(cell: string, { problems }: Say): string {
  const found = wrapped.exec(cell)
  const text = found?.[1] ?? found?.[2] ?? cell
  if (saysNothing(text)) {
    problems.push({ field: 'email', message: 'The e-mail address is missing.' })
    return ''
  }
  if ((text.match(/@/g) ?? []).length > 1) {
    problems.push({
      field: 'email',
      message: 'There is more than one e-mail address here. Leave one.',
    })
    return text
  }
  const message = refusal(emailAddress, text)
  if (message) problems.push({ field: 'email', message: `“${text}” is not an e-mail address.` })
  return message ? text : emailAddress.parse(text)
}

function readLine(field: 'teams' | 'tags', cell: string, { problems }: Say): string | null {
  if (saysNothing(cell)) return null
  const line = [...new Set(cell.split(/\s*[,;|]\s*/).filter((each) => each !== ''))].join(', ')
  if (line.length > lineLengthMax) {
    problems.push({ field, message: `Use at most ${lineLengthMax} characters.` })
  } else if (holdsUnseen(line)) {
    problems.push({ field, message: 'This holds characters that cannot be seen.' })
  }
  return line
}

const yes = /^(y|yes|true|1|x|✓|✔|t)$/i
const no = /^(n|no|false|0|f)$/i

function readOnline(cell: string, { problems }: Say): boolean | null {
  if (yes.test(cell)) return true
  if (no.test(cell)) return false
  if (!saysNothing(cell)) {
    problems.push({ field: 'online', message: `“${cell}” is neither yes nor no.` })
  }
  return null
}

function readCredential(
  kind: CredentialKind,
  texts: TypedRow,
  { order, today }: { order: DateOrder | null; today: string },
  { problems, notes }: Say,
): ReadCredential[] {
  const read = (field: `${CredentialKind}_issued` | `${CredentialKind}_expires`) => {
    const cell = texts[field] ?? ''
    if (saysNothing(cell)) return null
    const day = dayOf(cell, order)
    if (!day) problems.push({ field, message: `“${cell}” is not a date that we can read.` })
    return day
  }
  const issuedOn = read(`${kind}_issued`)
  const expiresOn = read(`${kind}_expires`)
  if (!issuedOn) {
    if (!expiresOn) return []
    const message = `${fieldWords(`${kind}_issued`)} is missing, so that its end is left out.`
    notes.push({ field: `${kind}_issued`, message })
    return []
  }
  if (issuedOn > today) {
    const message = `${formatCalendarDate(issuedOn)} has not come yet.`
    problems.push({ field: `${kind}_issued`, message })
  }
  if (expiresOn && expiresOn < issuedOn) {
    const message = `It ends on ${formatCalendarDate(expiresOn)}, before it begins.`
    problems.push({ field: `${kind}_expires`, message })
  }
  return [{ kind, issuedOn, expiresOn }]
}

/** By which two rows are about one person: couples share addresses, so the name counts too. */
export const personKey = ({ name, email }: Pick<ReadPerson, 'name' | 'email'>) =>
  `${email}\n${name.toLowerCase()}`
