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

type Standing = Pick<PersonVerdict, 'result' | 'because' | 'proof' | 'until'>

const notMet = (because: string): Standing => ({
  ...{ result: 'not_met', because, proof: 'stated', until: null },
})

function standing(need: Need, person: KnownPerson, now: Date): Standing {
  const what = inSentence[need.kind]
  const ofKind = person.credentials.filter(({ kind }) => kind === need.kind)
  const there = ofKind.find(({ issuedOn }) => issuedOn !== null)
  const waits = ofKind.find(({ appliedOn }) => appliedOn !== null)
  const asked = waits?.appliedOn
    ? ` It was asked for on ${formatCalendarDate(waits.appliedOn)}.`
    : ''
  if (!there?.issuedOn) {
    return notMet(asked === '' ? `There is no note of ${what}.` : `We wait for ${what}.${asked}`)
  }
  if (there.issuedOn > calendarDate(now)) return notMet(`The day on ${what} is still to come.`)
  const day = lastDay(there, need.renewal_months)
  const until = countsTo(there, need.renewal_months)
  if (day !== null && until !== null && until <= now) {
    return notMet(`For ${what}, the last day was ${formatCalendarDate(day)}.${asked}`)
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
    return { result: 'could_not_check', because, proof: 'stated', until: null }
  }
  if (there.verified) {
    const { by, at, how } = there.verified
    const because = `${by} ${howTold[how]} on ${formatDate(at)}.${counts}`
    return { result: 'met', because, proof: 'verified', until }
  }
  if (!need.secondPerson)
    return { result: 'met', because: `${said}.${counts}`, proof: 'stated', until }
  const because = `${said}. Nobody else has looked at it yet.`
  return { result: 'could_not_check', because, proof: 'stated', until: null }
}

/** How often somebody looks in the Update Service where a club relies on it. */
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
  const until = endOfDay(monthsAfter(calendarDate(looked), lookAgain_months))
  const because = `Somebody looked in the Update Service on ${formatDate(looked)}. Nothing had changed.`
  if (until <= now) {
    const late = `The last look in the Update Service was on ${formatDate(looked)}. Look again.`
    return [{ ...verdict, ...notMet(late) }]
  }
  return [{ ...verdict, result: 'met', because, proof: 'verified', until }]
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
  return [{ ...verdict, result: 'met', because, proof: 'verified', until: null }]
}
