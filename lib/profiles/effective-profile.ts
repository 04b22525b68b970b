import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { effectiveAt, type Effective } from '../core/profiles/effective'
import type { Profile } from '../core/profiles/profile'
import { rulesKnown } from './rules-known'

/** The rules that the context's organisation is judged by at an instant, and whose they are. */
export async function effectiveRules(tx: Tx, ctx: Context, at: Date): Promise<Effective> {
  const { sources, publications } = await rulesKnown(tx, ctx)
  return effectiveAt(sources, publications, at)
}

/** The rules that the context's organisation is judged by at an instant. */
export async function effectiveProfile(tx: Tx, ctx: Context, at: Date): Promise<Profile> {
  return (await effectiveRules(tx, ctx, at)).profile
}
