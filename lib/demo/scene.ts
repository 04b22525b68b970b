import { accounts, type DemoAccount } from './accounts'
import { body, cast, clubs, type DemoBody, type DemoClub, type Person } from './cast'

/** Who is there and what each has: all that a seed makes of an empty database. */
export type Scene = {
  body: DemoBody
  cast: readonly Person[]
  clubs: readonly DemoClub[]
  accounts: readonly DemoAccount[]
}

/** What the demo shows. */
export const demoScene: Scene = { body, cast, clubs, accounts }

/** The person of this key in a scene. Only keys of its cast are asked for. */
export function personIn({ cast: all }: Scene, key: string): Person {
  const found = all.find((each) => each.key === key)
  if (!found) throw new Error(`nobody in the cast is called ${key}`)
  return found
}
