import { profileRuleIds } from '../rules/rule-ids'
import { aboveRules } from './above-rules'
import type { ClubFacts } from './facts'
import { isInOrder, worstFirst, type Line } from './line'
import { ofRule } from './of-rule'

/** What a governing body asks of a club before it affiliates again, and how each stands. */
export type Checklist = {
  /** MUST, and not in order: the worst first. */
  readonly blocks: readonly Line[]
  /** SHOULD, and not in order. */
  readonly advice: readonly Line[]
  /** Rules that another line answers: no check has been made yet, or they follow from the rest. */
  readonly waits: readonly Line[]
  /** What nobody can show here: the rules take no statement for it, and nothing is read of it. */
  readonly elsewhere: readonly Line[]
  readonly inOrder: readonly Line[]
  readonly notApplicable: readonly Line[]
}

/** The club's checklist: a pure function of its rules and of what is known of it at a moment. */
export function affiliationChecklist(facts: ClubFacts): Checklist {
  const lines = profileRuleIds.flatMap((rule) => ofRule(facts, rule) ?? [])
  const is = (kind: string) => lines.filter((line) => line.kind === kind)
  const ruled = [...aboveRules(facts), ...is('ruled')].toSorted(worstFirst)
  const open = ruled.filter((line) => !isInOrder(line))
  return {
    blocks: open.filter(({ level }) => level === 'MUST'),
    advice: open.filter(({ level }) => level === 'SHOULD'),
    waits: is('waits'),
    elsewhere: is('elsewhere'),
    inOrder: ruled.filter((line) => isInOrder(line) && line.face !== 'not_applicable'),
    notApplicable: ruled.filter(({ face }) => face === 'not_applicable'),
  }
}

/** `2 need you, 1 waits for others`: whose turn the lines are. */
export function turnWords(lines: readonly Pick<Line, 'turn'>[]): string {
  const you = lines.filter(({ turn }) => turn === 'you').length
  const others = lines.length - you
  return [
    ...(you > 0 ? [`${you} ${you === 1 ? 'needs' : 'need'} you`] : []),
    ...(others > 0 ? [`${others} ${others === 1 ? 'waits' : 'wait'} for others`] : []),
  ].join(', ')
}

/** The answer in one line: nothing is said to be in order that nobody knows. */
export function checklistHeadline({ blocks }: Pick<Checklist, 'blocks'>): string {
  const count = blocks.length
  if (count === 0) return 'Nothing blocks your affiliation'
  return `${count} ${count === 1 ? 'thing blocks' : 'things block'} your affiliation`
}
