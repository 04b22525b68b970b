import type { Profile } from './profile'

/** Advice only: a club may decide otherwise for a while, with two people and a reason. */
const acceptable = { acceptance: { longest_days: 90 } } as const

/**
 * The built-in profile: the NSPCC's warning of 15 May 2020 and the Child Protection in Sport Unit's
 * guidance on remote coaching. MUST is what the founding text asks for outright, or what leaves a
 * child alone with a stranger. Guidance on recording differs; with nothing said, none is safest.
 * Version 2 asks that a club's own Zoom account locks what matters most.
 */
export const nspcc2020Cpsu: Profile = {
  id: 'nspcc-2020-cpsu',
  version: 2,
  name: 'NSPCC 2020 + CPSU remote coaching',
  controls: {
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
  },
}
