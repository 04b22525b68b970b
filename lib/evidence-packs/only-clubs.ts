import type { Context } from '../context'
import { notFound } from '../core/errors'

/** A pack is a club's. To anybody else there is no such page. */
export function refuseUnlessClub(ctx: Context): void {
  if (ctx.organisation.kind !== 'club') throw notFound()
}
