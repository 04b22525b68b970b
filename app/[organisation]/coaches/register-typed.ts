import { credentialKinds, nameReasons, type CredentialKind } from '#lib/core/register/credential'
import { typedText } from '../../edge/typed-text'

/** One of these words, or undefined: what was not chosen lib asks for. */
const oneOf = <Word extends string>(words: readonly Word[], typed: string) =>
  words.find((each) => each === typed)

const dayOf = (data: FormData, name: string) => typedText(data, name) || null

/** The id of what a form is about. */
export const idTyped = (data: FormData) => typedText(data, 'subjectId')

export const lastDayTyped = (data: FormData) => dayOf(data, 'lastDay')

/** Who takes a role over, and until when both have it. */
export const handoverTyped = (data: FormData) => ({
  toCoachId: typedText(data, 'toCoachId'),
  lastDay: typedText(data, 'lastDay'),
})

export const kindOf = (typed: unknown): CredentialKind | undefined =>
  typeof typed === 'string' ? oneOf(credentialKinds, typed) : undefined

/** What was typed of a post. */
export const appointmentTyped = (data: FormData) => ({
  role: typedText(data, 'role'),
  team: typedText(data, 'team'),
  startsOn: dayOf(data, 'startsOn'),
  endsOn: dayOf(data, 'endsOn'),
})

/** What was typed of a credential. Of the two days only the one that belongs is sent on. */
export function credentialTyped(data: FormData) {
  const stage = typedText(data, 'stage')
  const covers = typedText(data, 'coversOnline')
  return {
    kind: typedText(data, 'kind'),
    replaces: typedText(data, stage === 'applied' ? 'replacesApplied' : 'replaces') || null,
    stage,
    scheme: typedText(data, 'scheme'),
    level: typedText(data, 'level'),
    issuer: typedText(data, 'issuer'),
    reference: typedText(data, 'reference'),
    nameOnIt: typedText(data, 'nameOnIt'),
    nameReason: oneOf(nameReasons, typedText(data, 'nameReason')) ?? null,
    appliedOn: stage === 'applied' ? dayOf(data, 'appliedOn') : null,
    issuedOn: stage === 'applied' ? null : dayOf(data, 'issuedOn'),
    expiresOn: dayOf(data, 'expiresOn'),
    coversOnline: covers === 'yes' ? true : covers === 'no' ? false : null,
    onUpdateService: typedText(data, 'onUpdateService') === 'yes',
  }
}
