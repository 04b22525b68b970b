import type { Tx } from '#db/tenant'
import { AppError, conflict } from '../core/errors'
import { mendingScopes, missingScopes } from '../zoom-connections/needed-scopes'
import type { MendSubject } from './mend-subject'
import { consentInForce } from './mending-consent'

/** Returns the consent's id. Without it, and without Zoom's, nothing is even begun. */
export async function refuseUnlessAllowed(
  tx: Tx,
  { connection }: Pick<MendSubject, 'connection'>,
): Promise<string> {
  if (connection.state !== 'connected') {
    throw conflict('This Zoom account is not connected any more. Connect it again first.')
  }
  const consent = await consentInForce(tx, connection.id)
  if (!consent) {
    throw new AppError('forbidden', 'You have not let Touchline change settings. Say so first.')
  }
  if (missingScopes(connection.scopes, mendingScopes).length > 0) {
    throw new AppError('forbidden', 'Zoom does not let Touchline change settings yet.')
  }
  return consent.id
}
