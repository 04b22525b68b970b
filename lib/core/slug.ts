import { z } from 'zod'
import { isReservedSlug } from './reserved-slugs'

const slugLengthMin = 3
export const slugLengthMax = 40

const shape = /^[a-z0-9]+(-[a-z0-9]+)*$/

/**
 * An organisation's part of an address. Only plain letters, digits and single hyphens, so that no
 * two that differ look the same by a letter of another alphabet, a capital or a doubled hyphen.
 */
export const slug = z
  .string()
  .min(slugLengthMin, `Use at least ${slugLengthMin} letters.`)
  .max(slugLengthMax, `Use at most ${slugLengthMax} letters.`)
  .regex(shape, 'Use lower-case letters from a to z, digits, and single hyphens between them.')
  .refine((text) => !isReservedSlug(text), 'That word is kept for Touchline’s own pages.')

/** A slug from a name: accents dropped, everything that is no letter or digit a hyphen. */
export function slugFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
  const fitted = cut(plain, slugLengthMax)
  if (fitted === '') return 'organisation'
  const mayStand = fitted.length >= slugLengthMin && !isReservedSlug(fitted)
  return mayStand ? fitted : cut(`the-${fitted}`, slugLengthMax)
}

/** The same slug with a number, still within the length: `hartley-2`. */
export const numberedSlug = (base: string, number: number) =>
  `${cut(base, slugLengthMax - String(number).length - 1)}-${number}`

const cut = (text: string, lengthMax: number) =>
  text.replace(/^-+/, '').slice(0, lengthMax).replace(/-+$/, '')
