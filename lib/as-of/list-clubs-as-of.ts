import { query } from '../query'
import { clubsAsked, readClubs } from '../roll-ups/list-clubs'
import { instants, pastSettings } from './past-settings'

/** The clubs under a body or region as they stood at a moment, by what it was told by then. */
export const listClubsAsOf = query({
  permission: 'roll_up.read',
  input: clubsAsked.extend(instants),
  isolation: 'repeatable read',
  settings: pastSettings,
  run: (tx, ctx, { at, ...asked }) => readClubs(tx, { ...ctx, now: at }, asked),
})
