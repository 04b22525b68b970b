import { z } from 'zod'
import { holdsUnseen } from './unseen'

export const nameLengthMax = 100

/** Letters of one alphabet that are drawn like those of another. */
const latin = /\p{Script=Latin}/u
const lookAlike = /\p{Script=Cyrillic}|\p{Script=Greek}|\p{Script=Armenian}|\p{Script=Cherokee}/u

/**
 * A name as people write it: one line, NFC, single spaces. `missing` is said where there is none.
 * Refuses what cannot be seen and mixtures of alphabets that look alike, so that nobody can pass
 * for somebody else.
 */
export const plainName = (missing: string) =>
  z
    .string()
    .transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' '))
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(nameLengthMax, `That name is too long. Use at most ${nameLengthMax} characters.`)
        .refine((text) => !holdsUnseen(text), 'That name holds characters that cannot be seen.')
        .refine(
          (text) => !(latin.test(text) && lookAlike.test(text)),
          'That name mixes letters of two alphabets. Type it again, in one.',
        ),
    )
