import { isPolicyRule } from '../policies/policy-rules'
import { drillRule, signedRules } from '../sign-offs/judge-signed'
import type { SubjectKind } from '../control-words'

/** What a finding of the register is about: somebody on it, or the club. */
export type RegisterSubjectKind = 'coach' | 'club'

/** True for what people show, sign and state: no Zoom was asked. */
export const isOfRegister = (kind: SubjectKind): kind is RegisterSubjectKind =>
  kind === 'coach' || kind === 'club'

/** Where what a finding asks for is done. */
export type DoneAt = 'sign_offs' | 'person' | 'policies' | 'statements' | 'register'

/** The page on which it is mended: what somebody signs, shows or says yes to, or what the club says. */
export function doneAt(rule: string, kind: RegisterSubjectKind): DoneAt {
  if (kind === 'coach') return signedRules.includes(rule) ? 'sign_offs' : 'person'
  if (rule === 'P11' || rule === 'P12') return 'register'
  if (rule === drillRule) return 'sign_offs'
  return isPolicyRule(rule) ? 'policies' : 'statements'
}

/** How it closes, for who waits for it: nobody has to look in Zoom. */
export const closesWhen: Readonly<Record<DoneAt, string>> = {
  sign_offs: 'Once it is signed, this closes by itself within a minute.',
  person: 'Once it is there and somebody else has looked, this closes by itself.',
  policies: 'Once the club goes by a policy that covers it, this closes by itself.',
  statements: 'Once somebody says so for the club, this closes by itself.',
  register: 'Once the roles on the register are as they should be, this closes by itself.',
}

/** What the link to that page says. */
export const goThere: Readonly<Record<DoneAt, string>> = {
  sign_offs: 'Go to what is to sign',
  person: 'Go to their page on the register',
  policies: 'Go to the policies',
  statements: 'Go to what the club states',
  register: 'Go to the register',
}
