import type { Tx } from '#db/tenant'
import { AppError, conflict } from '../core/errors'
import { holdsTokens } from './holds-tokens'
import type { MendSubject } from './mend-subject'
import { consentInForce } from './mending-consent'
import { missingToMend } from './missing-to-mend'

/** Returns the consent's id. Without it, and without Zoom's, nothing is even begun. */
export async function refuseUnlessAllowed(
  tx: Tx,
  { connection }: Pick<MendSubject, 'connection'>,
): Promise<string> {
  if (connection.state !== 'connected') {
    throw conflict('This Zoom account is not connected any more. Connect it again first.')
  }
  const consent = await consentInForce(tx, connection)
  if (!consent) {
    throw new AppError('forbidden', 'You have not let Touchline change settings. Say so first.')
  }
  if (missingToMend(connection).length > 0) {
    throw new AppError('forbidden', 'Zoom does not let Touchline change settings yet.')
  }
  if (!(await holdsTokens(tx, connection))) {
    throw conflict(
      'Somebody else has connected this Zoom account since. Connect it again yourself first.',
    )
  }
  return consent.id
}
