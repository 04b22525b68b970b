import type { Context } from '../context'
import { notFound } from '../core/errors'
import { mayRole } from '../core/permissions'

/**
 * Whose rows the asker may see: one coach's, their own; or null for those who keep the register,
 * who see all. Throws `not_found` for a coach without a row here.
 */
export function onlyCoach(ctx: Context): string | null {
  if (mayRole(ctx.roles, 'coach.manage')) return null
  if (ctx.coachId === null) throw notFound()
  return ctx.coachId
}
