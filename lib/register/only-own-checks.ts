import type { Context } from '../context'
import { notFound } from '../core/errors'

/**
 * Whose record checks the asker may see: null for a welfare officer, who sees all; of anybody else
 * their own, whatever else they are at the club. Throws `not_found` for who is not on its register.
 */
export function onlyOwnChecks(ctx: Context): string | null {
  if (ctx.roles.includes('welfare_officer')) return null
  if (ctx.coachId === null) throw notFound()
  return ctx.coachId
}

/** True where the asker may see more of this person's record check than that it is there. */
export const mayReadCheck = (ctx: Context, coachId: string): boolean =>
  ctx.roles.includes('welfare_officer') || ctx.coachId === coachId
