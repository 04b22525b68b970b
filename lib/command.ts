import type { z } from 'zod'
import { inTenant, type Tx } from '#db/tenant'
import type { Context } from './context'
import { mayRole, type Permission } from './core/permissions'
import { appPool } from './database/pools'
import { notPermitted } from './not-permitted'
import { parseInput } from './parse-input'
import type { TrailEntry } from './trail/trail-entry'
import { writeTrail } from './trail/write-trail'

type Done<Result> = {
  result: Result
  /** May not be empty: a command that leaves no trail does not compile. */
  trail: readonly [TrailEntry, ...TrailEntry[]]
}

/**
 * The only way to change data: permission, then parse, then one transaction in the context's
 * organisation, then the trail in that same transaction. Throws `not_found` where the context may
 * not (never "forbidden": that would say that it is there), `invalid_input` with the fields.
 */
export function command<Input extends z.ZodType, Result>(definition: {
  name: string
  permission: Permission
  input: Input
  run(tx: Tx, ctx: Context, input: z.output<Input>): Promise<Done<Result>>
}): (ctx: Context, input: z.input<Input>) => Promise<Result> {
  return async (ctx, input) => {
    if (!mayRole(ctx.roles, definition.permission)) throw notPermitted(ctx, definition.permission)
    const parsed = parseInput(definition.input, input)
    const run = async (tx: Tx) => {
      const { result, trail } = await definition.run(tx, ctx, parsed)
      await writeTrail(tx, ctx, definition.name, trail)
      return result
    }
    const settings = { 'app.now': ctx.now.toISOString() }
    return inTenant(appPool(), ctx.organisation.id, run, 'read committed', settings)
  }
}
