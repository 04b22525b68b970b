import type { z } from 'zod'
import { inTenant, type Settings, type Tx } from '#db/tenant'
import type { Context } from './context'
import { mayRole, type Permission } from './core/permissions'
import { appPool } from './database/pools'
import { notPermitted } from './not-permitted'
import { parseInput } from './parse-input'

/**
 * The only way to read data: permission, then parse, then one transaction in the context's
 * organisation. Throws `not_found` where the context may not.
 */
export function query<Input extends z.ZodType, Result>(definition: {
  permission: Permission
  input: Input
  /** Where several reads must see one moment. */
  isolation?: 'repeatable read'
  /** What else holds for its transaction, as of which moment it asks. */
  settings?(input: z.output<Input>): Settings
  run(tx: Tx, ctx: Context, input: z.output<Input>): Promise<Result>
}): (ctx: Context, input: z.input<Input>) => Promise<Result> {
  return async (ctx, input) => {
    if (!mayRole(ctx.roles, definition.permission)) throw notPermitted(ctx, definition.permission)
    const parsed = parseInput(definition.input, input)
    const run = (tx: Tx) => definition.run(tx, ctx, parsed)
    const settings = definition.settings?.(parsed)
    return inTenant(appPool(), ctx.organisation.id, run, definition.isolation, settings)
  }
}
