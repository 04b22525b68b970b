import { actorUserId, type Context } from './context'
import { notFound, type AppError } from './core/errors'
import type { Permission } from './core/permissions'
import { logSecurity } from './log-security'

/** What whoever may not is told, which is what they are told of anything missing; and a line for us. */
export function notPermitted(ctx: Context, permission: Permission): AppError {
  const { id: organisationId } = ctx.organisation
  logSecurity('not_permitted', { permission, organisationId, userId: actorUserId(ctx) })
  return notFound()
}
