import type { MendSteps } from '../controls/control'

const last = 'Write down the day on which it was done.'

/** Steps away from Zoom, which are the same with a phone in the hand as at a desk. */
export function everywhere(...steps: readonly string[]): MendSteps {
  const all = [...steps, last]
  return { web: all, phone: all }
}

/** Steps in Zoom while a session runs, which differ by device. `after` is the same on both. */
export const duringSession = (
  web: readonly string[],
  phone: readonly string[],
  ...after: readonly string[]
): MendSteps => ({ web: [...web, ...after, last], phone: [...phone, ...after, last] })
