/**
 * A count as the C2SP formats write it: ASCII digits without leading zeros. Null where it is not, or
 * is more than this program counts exactly (2^53 - 1).
 */
export function fromDecimal(text: string): number | null {
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text)) return null
  const number = Number(text)
  return isCount(number) ? number : null
}

/** True for a whole number from 0 that is counted exactly. */
export const isCount = (number: number) => Number.isSafeInteger(number) && number >= 0
