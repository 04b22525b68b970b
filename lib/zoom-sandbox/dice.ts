/** Numbers by chance that are the same for the same seed. */
export type Dice = {
  /** At least 0 and less than 1. */
  share(): number
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  /** True in this share of all cases. */
  isTrue(share: number): boolean
  /** Throws where there is nothing to choose from. */
  oneOf<Choice>(choices: readonly Choice[]): Choice
  /** Moments of a length that follow each other by chance, `mean_ms` apart on average. */
  moments(mean_ms: number, length_ms: number): number[]
}

/** Mulberry32: small, quick, and good enough for a storm. Never for a secret. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const share = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const whole = (least: number, most: number) => least + Math.floor(share() * (most - least + 1))
  return {
    share,
    whole,
    isTrue: (part) => share() < part,
    oneOf: (choices) => {
      const [choice] = choices.slice(whole(0, choices.length - 1))
      if (choice === undefined) throw new RangeError('There is nothing to choose from.')
      return choice
    },
    moments: (mean_ms, length_ms) => {
      const found: number[] = []
      const next = () => -Math.log(1 - share()) * mean_ms
      for (let at = next(); at < length_ms; at += next()) found.push(Math.round(at))
      return found
    },
  }
}

/** Dice of their own for one of many, so that what happens to it hangs on nobody else. */
export const diceFor = (seed: number, one: number): Dice =>
  diceOf(Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) + Math.imul(one + 1, 0xc2b2ae35))
