import { z } from 'zod'
import type { Context } from '../context'
import { AppError, isAppError } from '../core/errors'
import { parseInput } from '../parse-input'
import { exchangeConsent, revokeToken } from '../zoom-connections/ask-zoom'
import type { Grant } from '../zoom-connections/keep-connection'
import { adminScopes, missingScopes } from '../zoom-connections/needed-scopes'
import { keepAccount } from './keep-account'
import { refuseAccountConsent } from './refuse-account-consent'
import { spendAccountState } from './spend-account-state'

const answer = z.object({ code: z.string().min(1).max(4000), state: z.string().min(1).max(200) })

/** Without one of these two there is nothing of an account to see. */
const indispensable = ['account:read:settings:admin', 'user:read:list_users:admin']

/**
 * Takes the answer that Zoom sent somebody back with who looks after the club's own account, and
 * connects it: the state is used up, the code exchanged, outside any transaction; then one
 * transaction keeps it and asks for the first check. Throws `expired` where the state is not theirs
 * for this club, used or too old; `unavailable` where Zoom does not answer; `forbidden` where Zoom
 * granted nothing of an account, which is what a person gets who is no administrator there.
 */
export async function completeAccountConnection(
  ctx: Context,
  input: z.input<typeof answer>,
): Promise<{ connectionId: string; wasConnected: boolean }> {
  const { code, state } = parseInput(answer, input)
  await spendAccountState(ctx, { state })
  const granted = await exchangeConsent('admin', { code, state }, ctx.now).catch(
    async (error: unknown) => {
      if (isAppError(error, 'invalid_input')) await refuseAccountConsent(ctx, { zoomUserId: null })
      throw error
    },
  )
  if (!seesAccount(granted)) {
    await revokeToken('admin', granted.tokens.accessToken)
    await refuseAccountConsent(ctx, { zoomUserId: granted.zoomUserId })
    throw notAdministrator()
  }
  return keepAccount(ctx, granted)
}

const seesAccount = ({ scopes }: Grant) => {
  const missing = missingScopes(scopes, adminScopes).map(({ scope }) => scope)
  return indispensable.some((scope) => !missing.includes(scope))
}

const notAdministrator = () =>
  new AppError(
    'forbidden',
    'Zoom let Touchline see nothing of the club’s account. Only an administrator of the Zoom account can allow it.',
  )
