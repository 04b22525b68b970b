import type { PackReport } from './verify-pack'
import type { CheckName, Outcome } from './report'

/** What each check asks, for people. */
export const checkTitles: Readonly<Record<CheckName, string>> = {
  form: 'The file is whole, and nothing is hidden in it',
  files: 'Every file is what the manifest says',
  readings: 'What Zoom said is what it was',
  records: 'Every record stands in the public log',
  checkpoint: 'The log signed it, and has not forked',
  witnesses: 'Others saw the same log',
  manifest: 'The pack itself stands in the log',
  results: 'Results are what their records say',
  verdicts: 'The rules, run again, give the same results',
  signed: 'What people signed is what they were shown',
}

export const outcomeWords: Readonly<Record<Outcome, string>> = {
  holds: 'Proved',
  fails: 'Wrong',
  not_shown: 'Not shown',
}

/** What the whole comes to, in a sentence or two. */
export function verdictWords({ isSound, believed, checks }: PackReport): string {
  if (!isSound) return 'Do not rely on this pack: something in it is not what it says.'
  if (believed === 'nobody') {
    return 'The parts of this pack agree with each other. Nothing proves who made it, or that it was not changed since: no public log signed it.'
  }
  const open = checks.filter(({ outcome }) => outcome === 'not_shown').length
  return [
    'Nothing that could be checked in this pack is wrong.',
    ...(believed === 'own' ? [] : [ownKeys]),
    ...(open === 0 ? [] : [`${open} of ${checks.length} things could not be shown.`]),
  ].join(' ')
}

/** Anybody can begin a log, and name as its keys and witnesses whom they like. */
const ownKeys =
  'This rests on the keys that came with the pack, and a forger would send their own. To be sure, check it with a list of keys from elsewhere.'
