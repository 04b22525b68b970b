import { startAudit } from '../audits/start-audit'
import type { Context } from '../context'
import { isAppError } from '../core/errors'
import { log } from '../log'

/**
 * Asks for a check of a connection after something about it changed. Where one is on its way
 * already, or cannot be started, what was changed stands all the same, and the daily check sees it.
 */
export async function startAuditSoon(
  ctx: Context,
  connectionId: string,
  trigger: 'connected' | 'requested' = 'requested',
): Promise<void> {
  try {
    await startAudit(ctx, { connectionId, trigger })
  } catch (error) {
    if (!isAppError(error)) throw error
    log.warn({ connectionId, code: error.code }, 'no check was started')
  }
}
