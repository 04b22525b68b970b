import { eq } from 'drizzle-orm'
import { organisations } from '#db/schema/organisations'
import { inTenant } from '#db/tenant'
import { AppError } from '../core/errors'
import { appPool } from '../database/pools'
import { env } from '../env'

/**
 * For the start of a worker: that the Zoom credentials of this installation's own, where there are
 * any, are some club's. Throws `not_configured`, saying which setting is wrong, where they are nobody's.
 */
export async function checkServerClub(): Promise<void> {
  const organisationId = env().ZOOM_SERVER_ORGANISATION_ID
  if (organisationId === undefined) return
  const [found] = await inTenant(appPool(), organisationId, (tx) =>
    tx
      .select({ kind: organisations.kind })
      .from(organisations)
      .where(eq(organisations.organisationId, organisationId)),
  )
  if (found?.kind === 'club') return
  throw new AppError(
    'not_configured',
    'The setting ZOOM_SERVER_ORGANISATION_ID names no club of this installation. README.md says what it is.',
  )
}
