import { z } from 'zod'
import {
  checkLevels,
  checkSchemes,
  credentialKinds,
  nameReasons,
} from '../core/register/credential'
import { plainName } from '../core/plain-name'
import { holdsUnseen } from '../core/unseen'
import { registerDay } from './appointment-input'

const wordsLengthMax = 80

/** What an issuer calls it. Never anything that a check found: a record check has no such field. */
const words = z
  .string()
  .transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' '))
  .pipe(
    z
      .string()
      .max(wordsLengthMax, `Use at most ${wordsLengthMax} characters.`)
      .refine((text) => !holdsUnseen(text), 'This holds characters that cannot be seen.'),
  )
  .default('')

/** A number as it stands on a certificate. */
const reference = z
  .string()
  .transform((text) => text.normalize('NFC').trim().toUpperCase())
  .pipe(
    z
      .string()
      .regex(/^[A-Z0-9][A-Z0-9 /-]{0,39}$/, 'Use at most 40 letters, digits, spaces, - and /.')
      .or(z.literal('')),
  )
  .transform((text) => (text === '' ? null : text))
  .default(null)

/** What somebody says that they, or another, have to show. */
export const credentialFields = z
  .object({
    kind: z.string().pipe(z.enum(credentialKinds, { error: 'Choose what it is.' })),
    scheme: words,
    level: words,
    issuer: words,
    reference,
    /** Empty where it is the name on the register. */
    nameOnIt: z.union([z.literal(''), plainName('Enter the name on it.')]).default(''),
    nameReason: z.enum(nameReasons, { error: 'Choose why.' }).nullable().default(null),
    /** It is there, or it was asked for and is not there yet. */
    stage: z.string().pipe(z.enum(['there', 'applied'], { error: 'Choose one.' })),
    appliedOn: registerDay.nullable().default(null),
    issuedOn: registerDay.nullable().default(null),
    expiresOn: registerDay.nullable().default(null),
    coversOnline: z.boolean().nullable().default(null),
    onUpdateService: z.boolean().default(false),
  })
  .superRefine((of, context) => {
    const say = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message })
    if (of.stage === 'there' && !of.issuedOn) say('issuedOn', 'Enter the date on it.')
    if (of.stage === 'applied' && !of.appliedOn) say('appliedOn', 'Enter the date they applied.')
    if (of.issuedOn && of.expiresOn && of.expiresOn < of.issuedOn)
      say('expiresOn', 'The date it runs out is before the date on it.')
    if (of.nameOnIt !== '' && !of.nameReason) say('nameReason', 'Choose why the name differs.')
    if (of.kind !== 'record_check') return
    if (!checkSchemes.some((each) => each === of.scheme))
      say('scheme', 'Choose who made the check.')
    if (!checkLevels.some((each) => each === of.level)) say('level', 'Choose its level.')
  })
  .transform((of) => ({ ...of, ...onlyWhatBelongs(of) }))

type Said = {
  kind: (typeof credentialKinds)[number]
  stage: 'there' | 'applied'
  scheme: string
  level: string
  issuer: string
  reference: string | null
  nameOnIt: string
  nameReason: (typeof nameReasons)[number] | null
  appliedOn: string | null
  issuedOn: string | null
  expiresOn: string | null
  coversOnline: boolean | null
  onUpdateService: boolean
}

/** Of a check and a declaration nothing is kept but what rules need; the rest is dropped unseen. */
function onlyWhatBelongs(of: Said) {
  const isCheck = of.kind === 'record_check'
  const isDeclared = of.kind === 'self_declaration'
  const isThere = of.stage === 'there'
  const named = of.nameOnIt !== ''
  return {
    scheme: isDeclared ? '' : of.scheme,
    level: isDeclared ? '' : of.level,
    issuer: isCheck || isDeclared ? '' : of.issuer,
    reference: isDeclared || !isThere ? null : of.reference,
    nameOnIt: named ? of.nameOnIt : null,
    nameReason: named ? of.nameReason : null,
    appliedOn: isThere ? null : of.appliedOn,
    issuedOn: isThere ? of.issuedOn : null,
    expiresOn: isThere && !isCheck ? of.expiresOn : null,
    coversOnline:
      of.kind === 'coaching_licence' || of.kind === 'insurance' ? of.coversOnline : null,
    onUpdateService: isCheck && isThere && of.scheme === 'dbs' && of.onUpdateService,
  }
}
