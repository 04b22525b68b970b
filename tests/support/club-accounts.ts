import type { Context } from '#lib/context'
import { allow } from '#lib/demo/zoom-control'
import { completeAccountConnection } from '#lib/zoom-accounts/complete-account-connection'
import { startAccountConnection } from '#lib/zoom-accounts/start-account-connection'
import { adminScopes } from '#lib/zoom-connections/needed-scopes'
import { safeSettings } from '#lib/zoom-sandbox/persona-parts'
import { today, zoomUser } from './audits'
import { sandbox } from './sandbox'

/** The owner of a Zoom account that meets every rule, as a club would have it. */
export function anAdministrator(plan: 'basic' | 'pro' | 'business' = 'business') {
  const user = zoomUser({ plan, name: 'Ada Administrator' })
  sandbox.world.setAccountSettings(user.accountId, safeSettings)
  return user
}

/** The administrator says yes at Zoom, for an officer of the club who is signed in here. */
export async function connectClubAccount(
  officer: Context,
  administratorId: string,
  scopes: readonly { readonly scope: string }[] = adminScopes,
): Promise<string> {
  const { address } = await startAccountConnection(today(officer), {})
  const answer = await allow(address, administratorId, scopes)
  const { connectionId } = await completeAccountConnection(today(officer), answer)
  return connectionId
}
