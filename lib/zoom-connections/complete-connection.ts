import { z } from 'zod'
import type { Context } from '../context'
import { isAppError } from '../core/errors'
import { parseInput } from '../parse-input'
import { exchangeConsent } from './ask-zoom'
import { keepConnection, type Grant } from './keep-connection'
import { refuseConsent } from './refuse-consent'
import { spendState } from './spend-state'
import { startAuditSoon } from './start-audit-soon'

const answer = z.object({ code: z.string().min(1).max(4000), state: z.string().min(1).max(200) })

/**
 * Takes the answer that Zoom sent the person back with, and connects: the state is used up, the
 * code exchanged, Zoom asked whose account it is, all outside any transaction; then one transaction
 * keeps it and a first check is asked for. `returnTo`: the page from which they were sent. Throws
 * `expired` where the state is not theirs, used or too old, or Zoom no longer takes the code;
 * `unavailable` where Zoom does not answer; `invalid_input` where Zoom granted too little.
 */
export async function completeConnection(
  ctx: Context,
  input: z.input<typeof answer>,
): Promise<{ connectionId: string; returnTo: string | null }> {
  const { code, state } = parseInput(answer, input)
  const { returnTo } = await spendState(ctx, { state })
  const granted = await exchangeConsent('user', { code, state }, ctx.now).catch(
    async (error: unknown) => {
      if (isAppError(error, 'invalid_input')) await refuseConsent(ctx, {})
      throw error
    },
  )
  const { connectionId } = await keepOnce(ctx, granted)
  await startAuditSoon(ctx, connectionId, 'connected')
  return { connectionId, returnTo }
}

/** Two answers of the same person at once: the second try finds what the first one wrote. */
async function keepOnce(ctx: Context, granted: Grant): Promise<{ connectionId: string }> {
  try {
    return await keepConnection(ctx, granted)
  } catch (error) {
    if (!isHeldTwice(error)) throw error
    return keepConnection(ctx, granted)
  }
}

/** The database keeps one connection of a person for one Zoom user. */
function isHeldTwice(error: unknown): boolean {
  return (
    error instanceof Error && 'constraint' in error && error.constraint === 'zoom_connections_one'
  )
}
