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
  readonly checks: readonly Check[]
}

/**
 * Checks a pack by itself: that no byte is other than it was when the log took its manifest in, that
 * every record stands in the log, and that the rules, run again on the readings, give the results.
 * `policy` is the checker's own list of whom to believe (C2SP tlog-policy); without one the pack's own
 * is used, and the report says so. Needs no network, no clock and no server.
 */
export function verifyPack(bytes: Uint8Array, policy: string | null = null): PackReport {
  const { pack, checks } = openPack(bytes)
  if (!pack) return { isSound: false, about: null, checks }
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
    checks: all,
  }
}
