import { counted, formatDate } from '../dates'
import { changeOf, newerCredentials, newRoles, saysSame, type OnRegister } from './compare-person'
import { fieldWords } from './fields'
import type { ReadPerson, ReadRow } from './read-row'
import type { RowSaid } from './row-said'
import type { RowPlan, RowState } from './states'

/** What is already known of people whom a row may be about. */
export type Beside = {
  /** Rows before it of the same name and address that are not left out, the first first. */
  readonly before: readonly { readonly number: number; readonly person: ReadPerson }[]
  /** Whom the register has by this name and address. */
  readonly there: OnRegister | null
  /** When somebody of this name and address left; null where nobody did. */
  readonly leftAt: Date | null
  /** The club said that they are not cleared, before or now. */
  readonly notCleared: boolean
  /** Names on the register with this address, and addresses there with this name; not those above. */
  readonly sameEmail: readonly string[]
  readonly sameName: readonly string[]
}

export type Judged = {
  readonly state: Extract<RowState, 'ready' | 'problem' | 'left_out'>
  readonly plan: RowPlan | null
  readonly problems: readonly RowSaid[]
  readonly notes: readonly RowSaid[]
}

/** How a row stands: what is wrong with it, what it would do, and what somebody should look at. */
export function judgeRow({ person, problems, notes }: ReadRow, beside: Beside): Judged {
  if (!person) return { state: 'problem', plan: null, problems, notes }
  const [first] = beside.before
  if (first && saysSame(first.person, person)) {
    const same = { field: null, message: `It says the same as row ${first.number}.` }
    return { state: 'left_out', plan: null, problems: [], notes: [...notes, same] }
  }
  if (first) {
    const message = `Row ${first.number} is the same person with other details. Leave one out.`
    return { state: 'problem', plan: null, problems: [{ field: 'name', message }], notes }
  }
  const { plan, said } = planOf(person, beside)
  return { state: 'ready', plan, problems: [], notes: [...notes, ...said] }
}

function planOf(person: ReadPerson, beside: Beside): { plan: RowPlan; said: RowSaid[] } {
  if (beside.there) {
    const changes = changeWords(person, beside.there)
    if (changes.length === 0) return { plan: 'same', said: [] }
    const message = `On your list already. This changes: ${changes.join(', ')}.`
    return { plan: 'change', said: [{ field: null, message }] }
  }
  return { plan: 'add', said: lookAgain(beside) }
}

function changeWords(person: ReadPerson, there: OnRegister): string[] {
  const { teams, tags, coachesUnder18sOnline } = changeOf(person, there)
  return [
    ...(teams === undefined ? [] : ['teams']),
    ...(tags === undefined ? [] : ['tags']),
    ...(coachesUnder18sOnline === undefined ? [] : ['whether they coach under-18s online']),
    ...(newRoles(person, there).length === 0 ? [] : ['roles, which they are asked about']),
    ...newerCredentials(person, there).map(({ kind }) =>
      fieldWords(`${kind}_issued`).replace(': from', '').toLowerCase(),
    ),
  ]
}

/** What may be one person who is there already under another name or address. */
function lookAgain({ leftAt, notCleared, sameEmail, sameName }: Beside): RowSaid[] {
  const said: RowSaid[] = []
  if (notCleared) {
    const message = 'They are not cleared here, and stay so when they are put on the list.'
    said.push({ field: 'name', message })
  }
  if (leftAt) {
    const message = `They left the club on ${formatDate(leftAt)}. This puts them on the list anew.`
    said.push({ field: 'name', message })
  }
  if (sameEmail.length > 0) {
    const message = `${sameEmail.join(' and ')} on your list has this address too. That is right where they share it.`
    said.push({ field: 'email', message })
  }
  if (sameName.length > 0) {
    const are = counted(sameName.length, 'person', 'people')
    const message = `Your list has ${are} of this name with another address: ${sameName.join(', ')}. If it is the same person, leave this row out.`
    said.push({ field: 'name', message })
  }
  return said
}
