import type { Json } from '../canonical-json'
import type { CouldNotCheckReason } from '../readings'
import type { Judgement } from '../results'
import type { Settings } from './settings'

/** What the values of one setting mean. A value that no case names is unknown, never a pass. */
export type Case = readonly [value: Json, result: 'met' | 'not_met', because: string]

export const met = (because: string): Judgement => ({ result: 'met', because })

export const notMet = (because: string): Judgement => ({ result: 'not_met', because })

export const notApplicable = (because: string): Judgement => ({ result: 'not_applicable', because })

export const couldNotCheck = (reason: CouldNotCheckReason, because: string): Judgement => ({
  result: 'could_not_check',
  reason,
  because,
})

/**
 * What one setting means. `name` is the setting in plain words, as a noun that a sentence can
 * begin with. What stands there instead of a known value is not repeated: it may be a secret.
 */
export function judgeValue(
  settings: Settings,
  path: string,
  name: string,
  cases: readonly Case[],
): Judgement {
  const found = settings.at(path)
  if (!found.found) return couldNotCheck(found.reason, unknownBecause[found.reason](name))
  const match = cases.find(([value]) => value === found.value)
  if (match) return { result: match[1], because: match[2] }
  return couldNotCheck(
    'unreadable_body',
    `${name}: Zoom’s answer has a value here that we do not know.`,
  )
}

/** A switch that must be on. */
export const mustBeOn = (settings: Settings, path: string, name: string): Judgement =>
  judgeValue(settings, path, name, [
    [true, 'met', `${name} is on.`],
    [false, 'not_met', `${name} is off.`],
  ])

/** A switch that must be off. */
export const mustBeOff = (settings: Settings, path: string, name: string): Judgement =>
  judgeValue(settings, path, name, [
    [false, 'met', `${name} is off.`],
    [true, 'not_met', `${name} is on.`],
  ])

/**
 * All of these must be met. One that is not decides, whatever could not be checked; then one that
 * could not be checked; only then is it met.
 */
export function allMet(...judgements: readonly [Judgement, ...Judgement[]]): Judgement {
  const [first] = judgements
  const decisive = judgements.some((each) => each.result === 'not_met')
    ? 'not_met'
    : judgements.some((each) => each.result === 'could_not_check')
      ? 'could_not_check'
      : first.result
  const deciding = judgements.filter((each) => each.result === decisive)
  const [shown = first] = deciding
  return { ...shown, because: sentences(deciding) }
}

const sentences = (judgements: readonly Judgement[]): string =>
  judgements
    .map(({ because }) => because)
    .filter((because, index, all) => all.indexOf(because) === index)
    .join(' ')

/** Why nothing is known of a setting; `name` as above. */
export const unknownBecause: Record<CouldNotCheckReason, (name: string) => string> = {
  zoom_down: (name) => `${name}: Zoom did not answer.`,
  not_connected: (name) => `${name}: Zoom is no longer connected.`,
  not_granted: (name) => `${name}: we have not been allowed to look at this.`,
  not_readable: (name) => `${name}: Zoom does not tell us this on this plan.`,
  not_found: (name) => `${name}: it was not there when we looked.`,
  unreadable_body: (name) => `${name}: we could not make sense of Zoom’s answer.`,
  field_absent: (name) => `${name}: Zoom’s answer does not say.`,
}
