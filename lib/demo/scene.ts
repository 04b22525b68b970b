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
