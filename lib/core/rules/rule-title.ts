import { controlById } from '../controls/catalogue'
import { ruleById } from './catalogue'

/** What a rule asks for, in plain words: those of its control, where it has one. */
export const ruleTitle = (rule: string): string =>
  controlById(rule)?.title ?? ruleById(rule)?.title ?? `Rule ${rule}`
