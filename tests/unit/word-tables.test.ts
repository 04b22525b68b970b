import { describe, expect, test } from 'vitest'
import { noticeFailures } from '#lib/core/notices/failures'
import { failureWords, noticeKindWords } from '#lib/core/notices/kind-words'
import { noticeKinds } from '#lib/core/notices/notice'
import { audienceWords } from '#lib/core/policies/audience'
import { notVerifiableWords, proofMeanings } from '#lib/core/proof/words'
import { proofKinds } from '#lib/core/proof/proof-kinds'
import { bodyKinds, couldNotCheckReasons } from '#lib/core/readings'
import { bodyName, reasonSentence, triggerSentence } from '#lib/core/audit-words'
import { appointmentRoles, appointmentRoleWords } from '#lib/core/register/appointment'
import * as credential from '#lib/core/register/credential'
import * as register from '#lib/core/register/words'
import { notVerifiableCredential } from '#lib/core/register/verify-words'
import { signOffFilters, signOffFilterWords } from '#lib/core/sign-offs/filters'
import { signOffStates } from '#lib/core/sign-offs/state'
import { notChaseableWords, signOffFaces, signOffMeanings } from '#lib/core/sign-offs/words'

/** Whatever the data can hold, a page has a word of its own for it: none is empty, none stands twice. */

type Words = Readonly<Record<string, string>>
const kinds = (names: readonly string[], said: (name: string) => string): Words =>
  Object.fromEntries(names.map((name) => [name, said(name)]))
const facesInWords = Object.fromEntries(
  Object.entries(signOffFaces).map(([state, { word }]) => [state, word]),
)
const notVerifiable = ['own_statement', 'own_subject']

const tables: readonly [string, readonly string[], Words][] = [
  ['kinds of mail', noticeKinds, noticeKindWords],
  ['why a mail did not arrive', noticeFailures, failureWords],
  ['kinds of credential', credential.credentialKinds, register.credentialWords],
  ['kinds of credential in a sentence', credential.credentialKinds, register.inSentence],
  ['how I verified', credential.verifiedHows, register.howWords],
  ['how somebody verified', credential.verifiedHows, register.howTold],
  ['why a name differs', credential.nameReasons, register.nameReasonWords],
  ['schemes of checks', credential.checkSchemes, register.schemeWords],
  ['levels of checks', credential.checkLevels, register.levelWords],
  ['why not verify a credential', notVerifiable, notVerifiableCredential],
  ['why not verify a statement', notVerifiable, notVerifiableWords],
  ['posts', appointmentRoles, appointmentRoleWords],
  ['audiences', appointmentRoles, audienceWords],
  ['kinds of proof', proofKinds, proofMeanings],
  ['states of signing', signOffStates, facesInWords],
  ['what states of signing mean', signOffStates, signOffMeanings],
  ['filters of who signed', signOffFilters, signOffFilterWords],
  ['why nobody is chased', ['not_waiting', 'not_sent', 'chased_lately'], notChaseableWords],
  ['what is read of Zoom', bodyKinds, kinds(bodyKinds, (kind) => bodyName(kind, true))],
  ['why it could not be read', couldNotCheckReasons, kinds(couldNotCheckReasons, reasonSentence)],
]

describe('words', () => {
  test.each(tables)(
    'for %s are there, each its own, and none for what there is not',
    (_, of, words) => {
      expect(Object.keys(words).toSorted()).toEqual(of.toSorted())
      const said = Object.values(words)
      for (const each of said) expect(each).toMatch(/^\S.*\S$/)
      expect(new Set(said).size).toBe(said.length)
    },
  )

  test('of what is not known say so, and name nothing', () => {
    expect(bodyName('toString', true)).toBe('Something that this version does not know')
    expect(reasonSentence('toString')).toBe('We do not know why.')
    expect(triggerSentence('another')).toBe('')
    const triggers = ['connected', 'scheduled', 'requested', 'event'].map(triggerSentence)
    expect(new Set(triggers).size).toBe(4)
    for (const each of triggers) expect(each).toMatch(/^[A-Z].*\.$/)
    expect(register.wordOf(register.schemeWords, 'dbs')).toBe('DBS (England and Wales)')
    expect(register.wordOf(register.schemeWords, 'another')).toBe('another')
    expect(register.wordOf(register.schemeWords, 'toString')).toBe('toString')
  })

  test('say “your” to whose account it is alone', () => {
    expect(bodyName('user_settings', true)).toBe('Your meeting settings')
    for (const kind of bodyKinds) expect(bodyName(kind, false)).not.toMatch(/\b[Yy]our\b/)
  })
})
