import type { CouldNotCheckReason } from '../readings'
import type { Judgement } from '../results'
import { judgeAsk, off, on, type Asks, type Case } from './ask'
import type { Settings } from './settings'

export const met = (because: string): Judgement => ({ result: 'met', because })

export const notMet = (because: string): Judgement => ({ result: 'not_met', because })

export const notApplicable = (because: string): Judgement => ({ result: 'not_applicable', because })

export const couldNotCheck = (reason: CouldNotCheckReason, because: string): Judgement => ({
  result: 'could_not_check',
  reason,
  because,
})

/** What one setting means; `name` is the setting in plain words, as a noun that a sentence can begin with. */
export const judgeValue = (
  settings: Settings,
  path: string,
  name: string,
  cases: readonly Case[],
): Judgement => judgeAsk({ path, name, expected: { cases } }, settings)

/** A switch that must be on. */
export const mustBeOn = (settings: Settings, path: string, name: string): Judgement =>
  judgeAsk(on(path, name), settings)

/** A switch that must be off. */
export const mustBeOff = (settings: Settings, path: string, name: string): Judgement =>
  judgeAsk(off(path, name), settings)

/** Several settings, all of which must be as they are asked to be. */
export function judgeAsks([first, ...others]: Asks, settings: Settings): Judgement {
  const judged = judgeAsk(first, settings)
  return others.length === 0
    ? judged
    : allMet(judged, ...others.map((ask) => judgeAsk(ask, settings)))
}

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
