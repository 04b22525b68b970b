import type { Profile } from './profile'

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
    Z22: { level: 'SHOULD', parameters: {}, statement: { lasts_days: 90 } },
    Z03: { level: 'MUST', parameters: {} },
    Z04: { level: 'MUST', parameters: {} },
    Z05: { level: 'MUST', parameters: {} },
    Z06a: { level: 'MUST', parameters: {} },
    Z06b: { level: 'SHOULD', parameters: {} },
    Z07: { level: 'SHOULD', parameters: {} },
    Z08: { level: 'SHOULD', parameters: {} },
    Z09: { level: 'SHOULD', parameters: {} },
    Z12: { level: 'SHOULD', parameters: { recording: 'forbidden' } },
    Z14: { level: 'SHOULD', parameters: {} },
    Z16: { level: 'SHOULD', parameters: {} },
    Z17: { level: 'SHOULD', parameters: {} },
    Z18: { level: 'SHOULD', parameters: {} },
    Z21: { level: 'SHOULD', parameters: {} },
    M01: { level: 'MUST', parameters: {} },
  },
}
