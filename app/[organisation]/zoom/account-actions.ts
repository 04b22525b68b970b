'use server'

import { redirect } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { startAudit } from '#lib/audits/start-audit'
import { requireContext } from '#lib/auth/require-context'
import { connectServer } from '#lib/zoom-accounts/connect-server'
import { disconnectAccount } from '#lib/zoom-accounts/disconnect-account'
import { startAccountConnection } from '#lib/zoom-accounts/start-account-connection'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'

export async function connectAccount(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const ctx = await requireContext(typedText(data, 'organisation'))
    const { address } = await startAccountConnection(ctx, {})
    redirect(address)
  })
}

export async function connectWithServerKey(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const slug = typedText(data, 'organisation')
    const { wasConnected } = await connectServer(await requireContext(slug))
    redirect(paths.zoom(slug, wasConnected ? 'connected_again' : 'connected'))
  })
}

export async function checkAccount(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const slug = typedText(data, 'organisation')
    const connectionId = typedText(data, 'connectionId')
    const { auditId } = await startAudit(await requireContext(slug), { connectionId })
    redirect(paths.audit(slug, auditId))
  })
}

export async function endAccount(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const slug = typedText(data, 'organisation')
    const connectionId = typedText(data, 'connectionId')
    await disconnectAccount(await requireContext(slug), { connectionId })
    redirect(paths.zoom(slug, 'disconnected'))
  })
}
