import type { Tx } from '#db/tenant'
import type { Context } from '../context'
import { conflict } from '../core/errors'
import type { ExemptCategory } from '../core/profiles/exempt-categories'
import type { Profile } from '../core/profiles/profile'
import { effectiveProfile } from '../profiles/effective-profile'

/** The category as the rules name it now, with the rules. Throws `conflict` where they do not, or not any more. */
export async function exemptCategory(
  tx: Tx,
  ctx: Context,
  key: string,
): Promise<{ category: ExemptCategory; profile: Profile }> {
  const profile = await effectiveProfile(tx, ctx, ctx.now)
  const category = profile.exempt?.find((each) => each.key === key)
  if (!category) throw conflict('The rules do not name this any more. Look again.')
  return { category, profile }
}
