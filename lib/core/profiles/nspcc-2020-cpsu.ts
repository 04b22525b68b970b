import type { ControlChoice, Profile } from './profile'

/** Advice only: a club may decide otherwise for a while, with two people and a reason. */
const acceptable = { acceptance: { longest_days: 90 } } as const

/**
 * What is asked of Zoom. MUST is what the founding text asks for outright, or what leaves a child
 * alone with a stranger. Guidance on recording differs; with nothing said, none is safest.
 */
const ofZoom = {
  Z01: { level: 'MUST', parameters: {} },
  Z02: { level: 'MUST', parameters: {} },
  // On most plans Zoom does not tell it, so somebody has to look, and look again each quarter.
  Z22: { level: 'SHOULD', parameters: {}, ...acceptable, statement: { lasts_days: 90 } },
  Z03: { level: 'MUST', parameters: {} },
  Z04: { level: 'MUST', parameters: {} },
  Z05: { level: 'MUST', parameters: {} },
  Z06a: { level: 'MUST', parameters: {} },
  Z06b: { level: 'SHOULD', parameters: {}, ...acceptable },
  Z07: { level: 'SHOULD', parameters: {}, ...acceptable },
  Z08: { level: 'SHOULD', parameters: {}, ...acceptable },
  Z09: { level: 'SHOULD', parameters: {}, ...acceptable },
  Z12: { level: 'SHOULD', parameters: { recording: 'forbidden' }, ...acceptable },
  Z14: { level: 'SHOULD', parameters: {}, ...acceptable },
  Z16: { level: 'SHOULD', parameters: {}, ...acceptable },
  Z17: { level: 'SHOULD', parameters: {}, ...acceptable },
  Z18: { level: 'SHOULD', parameters: {}, ...acceptable },
  Z21: { level: 'SHOULD', parameters: {}, ...acceptable },
  M01: { level: 'MUST', parameters: {} },
} as const satisfies Profile['controls']

const statement = { lasts_days: 365 } as const

/** Clubs have three months to say how they stand. Until then it is advice. */
const announced = (parameters: ControlChoice['parameters'] = {}): ControlChoice => ({
  ...{ level: 'MUST', parameters, countsFrom: '2027-03-01', statement },
})

const advised: ControlChoice = { level: 'SHOULD', parameters: {}, statement }

/**
 * What Zoom never tells, and the NSPCC or the CPSU asks of every club that coaches online: no adult
 * alone with a child, parents who agree and watch, practice, the club's own policies, and that it
 * looks at itself. What one person has to show, as a record check or a licence, differs from sport to
 * sport: each governing body asks for that itself.
 */
const ofPeople = {
  // Said again each term, since links go out again each term.
  M02: { ...announced(), statement: { lasts_days: 122 } },
  M04: announced(),
  M05: advised,
  M06: announced({ adults_min: 2 }),
  M07: announced(),
  M14: announced({ background: 'either' }),
  M16: announced(),
  M17: announced(),
  M18: advised,
  M19: announced({ repeat_months: 12 }),
  P09: announced(),
  G01: announced(),
  G02: announced(),
  G03: announced(),
  G04: announced(),
  G05: announced(),
  G06: announced(),
  I01: announced({ review_days: 90 }),
  I02: announced({ pass_on_hours: 24 }),
  A01: announced({ renewal_months: 12 }),
} as const satisfies Profile['controls']

const of = { id: 'nspcc-2020-cpsu', name: 'NSPCC 2020 + CPSU remote coaching' } as const

/** As it was before 25 November 2026, and is for each moment before that. */
export const nspcc2020CpsuVersion2: Profile = { ...of, version: 2, controls: ofZoom }

/**
 * The built-in profile: the NSPCC's warning of 15 May 2020 and the Child Protection in Sport Unit's
 * guidance on remote coaching. Version 2 asks that a club's own Zoom account locks what matters most;
 * version 3 asks for what Zoom never tells, too.
 */
export const nspcc2020Cpsu: Profile = {
  ...{ ...of, version: 3 },
  controls: { ...ofZoom, ...ofPeople },
}
