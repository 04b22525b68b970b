import type { Manifest } from '../pack/manifest'
import { checkLog, checkRecords } from './check-log'
import { checkResults } from './check-results'
import { checkSigned } from './check-signed'
import { checkVerdicts } from './check-verdicts'
import { openPack } from './open-pack'
import { readRecords } from './records'
import { checkNames, checkOf, type Check } from './report'

/** What came of checking a pack. */
export type PackReport = {
  /** Nothing in it is other than it says. What it cannot show is in `checks`, and fails nothing. */
  readonly isSound: boolean
  /** What it is about, as its manifest says; null where that cannot be read. */
  readonly about: Pick<
    Manifest,
    'name' | 'organisation' | 'period' | 'does_not_show' | 'failures'
  > | null
  /** Whose list of keys it was held to: the checker's, its own, or none, since no log signed it. */
  readonly believed: 'own' | 'pack' | 'nobody'
  readonly checks: readonly Check[]
}

/**
 * Checks a pack by itself: that no byte is other than it was when the log took its manifest in, that
 * every record stands in the log, and that the rules, run again on the readings, give the results.
 * `policy` is the checker's own list of whom to believe (C2SP tlog-policy); without one the pack's own
 * is used, and the report says so. Needs no network, no clock and no server. Whatever it is given, it
 * answers: what nobody can read to its end is not what it says.
 */
export function verifyPack(bytes: Uint8Array, policy: string | null = null): PackReport {
  try {
    return checked(bytes, policy)
  } catch {
    const wrong = 'A part of it is written as no pack is, so that it cannot be read to its end.'
    const checks = [checkOf('form', [wrong], [])]
    return { isSound: false, about: null, believed: 'nobody', checks }
  }
}

function checked(bytes: Uint8Array, policy: string | null): PackReport {
  const { pack, checks } = openPack(bytes)
  if (!pack) return { isSound: false, about: null, believed: 'nobody', checks }
  const { records, wrong } = readRecords(pack)
  const ofRecords = wrong.length > 0 ? checkOf('records', wrong, []) : checkRecords(pack, records)
  const results = checkResults(pack, records)
  const all = [
    ...[...checks, ofRecords, ...checkLog(pack, policy), results.check],
    ...[checkVerdicts(pack, results.judged), checkSigned(pack, records)],
  ].toSorted((one, other) => checkNames.indexOf(one.name) - checkNames.indexOf(other.name))
  const { name, organisation, period, does_not_show, failures } = pack.manifest
  return {
    isSound: all.every(({ outcome }) => outcome !== 'fails'),
    about: { name, organisation, period, does_not_show, failures },
    believed: pack.manifest.checkpoint === null ? 'nobody' : policy === null ? 'pack' : 'own',
    checks: all,
  }
}
