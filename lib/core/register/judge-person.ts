import { calendarDate, endOfDay, formatCalendarDate, formatDate } from '../dates'
import type { Profile } from '../profiles/profile'
import type { Level, Result } from '../results'
import { appointmentRoleWords, type AppointmentRole } from './appointment'
import type { CredentialKind, VerifiedHow } from './credential'
import { countsTo, lastDay, monthsAfter } from './due'
import { needsOf, type Asked, type Need, type RegisterRule } from './needs'
import { howTold, inSentence } from './words'

/** A credential as the rules look at it. Never what is in it. */
export type KnownCredential = {
  readonly kind: CredentialKind
  readonly appliedOn: string | null
  readonly issuedOn: string | null
  readonly expiresOn: string | null
  readonly coversOnline: boolean | null
  readonly onUpdateService: boolean
  readonly providedByName: string
  readonly providedAt: Date
  readonly verified: { readonly by: string; readonly at: Date; readonly how: VerifiedHow } | null
  readonly statusCheckedAt: Date | null
}

/** Somebody on the register as the rules look at them. */
export type KnownPerson = Asked & {
  /** Posts that they were offered and have not answered. */
  readonly offered: readonly AppointmentRole[]
  /** Those in force; of one kind, one that is there and one that was asked for. */
  readonly credentials: readonly KnownCredential[]
}

/** How one rule stands for a person. `could_not_check`: nobody else has looked yet. */
export type PersonVerdict = {
  readonly rule: RegisterRule
  readonly level: Level
  readonly result: Exclude<Result, 'not_applicable'>
  /** A plain sentence, without a number or anything that a check found. */
  readonly because: string
  /** The same as it is kept and passed on: of a record check no day, which is its person's alone. */
  readonly kept: string
  readonly proof: 'verified' | 'stated'
  /** From when on it is no more; null where it does not end by itself. */
  readonly until: Date | null
}

/** What the profile's rules come to for one person at a moment. */
export function judgePerson(profile: Profile, person: KnownPerson, now: Date): PersonVerdict[] {
  const shown = needsOf(profile, person).map((need) => ({
    rule: need.rule,
    level: need.level,
    ...standing(need, person, now),
  }))
  return [...shown, ...updateService(profile, person, now), ...saidYes(profile, person)]
}

type Standing = Pick<PersonVerdict, 'result' | 'because' | 'kept' | 'proof' | 'until'>

const notMet = (because: string, kept = because): Standing => ({
  ...{ result: 'not_met', because, kept, proof: 'stated', until: null },
})

/** What is kept of a sentence with days in it: of anything but a record check, the sentence. */
const keptOf = ({ kind }: Need, because: string, ofCheck: string) =>
  kind === 'record_check' ? ofCheck : because

function standing(need: Need, person: KnownPerson, now: Date): Standing {
  const what = inSentence[need.kind]
  const ofKind = person.credentials.filter(({ kind }) => kind === need.kind)
  const there = ofKind.find(({ issuedOn }) => issuedOn !== null)
  const waits = ofKind.find(({ appliedOn }) => appliedOn !== null)
  const asked = waits?.appliedOn
    ? ` It was asked for on ${formatCalendarDate(waits.appliedOn)}.`
    : ''
  if (!there?.issuedOn) {
    if (asked === '') return notMet(`There is no note of ${what}.`)
    const because = `We wait for ${what}.${asked}`
    return notMet(because, keptOf(need, because, `We wait for ${what}.`))
  }
  if (there.issuedOn > calendarDate(now)) return notMet(`The day on ${what} is still to come.`)
  const day = lastDay(there, need.renewal_months)
  const until = countsTo(there, need.renewal_months)
  if (day !== null && until !== null && until <= now) {
    const because = `For ${what}, the last day was ${formatCalendarDate(day)}.${asked}`
    return notMet(because, keptOf(need, because, `The last day of ${what} is over.`))
  }
  if (need.online && there.coversOnline === false) {
    return notMet(`Coaching online is not covered by ${what}.`)
  }
  return proved(need, there, { day, until })
}

function proved(
  need: Need,
  there: KnownCredential,
  { day, until }: { day: string | null; until: Date | null },
): Standing {
  const what = inSentence[need.kind]
  const counts = day === null ? '' : ` It counts until ${formatCalendarDate(day)}.`
  const said = `${there.providedByName} put in ${what} on ${formatDate(there.providedAt)}`
  if (need.online && there.coversOnline === null) {
    const because = `${said}, but did not say whether it covers coaching online.`
    return { result: 'could_not_check', because, kept: because, proof: 'stated', until: null }
  }
  if (there.verified) {
    const { by, at, how } = there.verified
    const because = `${by} ${howTold[how]} on ${formatDate(at)}.${counts}`
    const kept = keptOf(need, because, `${by} ${howTold[how]}.`)
    return { result: 'met', because, kept, proof: 'verified', until }
  }
  if (!need.secondPerson) {
    const because = `${said}.${counts}`
    return { result: 'met', because, kept: because, proof: 'stated', until }
  }
  const because = `${said}. Nobody else has looked at it yet.`
  const ofCheck = `Somebody put in ${what}. Nobody else has looked at it yet.`
  const kept = keptOf(need, because, ofCheck)
  return { result: 'could_not_check', because, kept, proof: 'stated', until: null }
}

/** How often somebody looks in the Update Service where a club relies on it, if the rules do not say. */
const lookAgain_months = 12

function updateService(profile: Profile, { credentials }: KnownPerson, now: Date): PersonVerdict[] {
  const choice = profile.controls.P02
  const relied = credentials.find(
    ({ kind, issuedOn, onUpdateService }) =>
      kind === 'record_check' && issuedOn !== null && onUpdateService,
  )
  if (!choice || !relied) return []
  const verdict = { rule: 'P02', level: choice.level } as const
  const looked = relied.statusCheckedAt
  if (!looked) {
    return [{ ...verdict, ...notMet('Nobody has looked in the Update Service yet.') }]
  }
  const months = choice.parameters['renewal_months']
  const every_months = typeof months === 'number' ? months : lookAgain_months
  const until = endOfDay(monthsAfter(calendarDate(looked), every_months))
  const because = `Somebody looked in the Update Service on ${formatDate(looked)}. Nothing had changed.`
  if (until <= now) {
    const late = `The last look in the Update Service was on ${formatDate(looked)}. Look again.`
    return [{ ...verdict, ...notMet(late, 'The last look in the Update Service is too long ago.') }]
  }
  const kept = 'Somebody looked in the Update Service. Nothing had changed.'
  return [{ ...verdict, result: 'met', because, kept, proof: 'verified', until }]
}

function saidYes(profile: Profile, { roles, offered, coaching }: KnownPerson): PersonVerdict[] {
  const choice = profile.controls.P11
  if (!choice || (roles.length === 0 && !coaching)) return []
  const verdict = { rule: 'P11', level: choice.level } as const
  if (roles.length === 0) {
    return [{ ...verdict, ...notMet('No role at the club is written down for them.') }]
  }
  const names = [...new Set(offered)].map((role) => appointmentRoleWords[role].toLowerCase())
  if (names.length > 0) {
    return [{ ...verdict, ...notMet(`They have not said yes yet to being ${names.join(', ')}.`) }]
  }
  const because = 'They have said yes to each of their roles.'
  return [{ ...verdict, result: 'met', because, kept: because, proof: 'verified', until: null }]
}
