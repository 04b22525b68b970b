'use server'

import { redirect } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { requireContext } from '#lib/auth/require-context'
import { startAudit } from '#lib/audits/start-audit'
import { disconnectConnection } from '#lib/zoom-connections/disconnect-connection'
import { shareConnection } from '#lib/zoom-connections/share-connection'
import { startConnection } from '#lib/zoom-connections/start-connection'
import { stopSharing } from '#lib/zoom-connections/stop-sharing'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'

const own = paths.ownSlug

export async function connect(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const { address } = await startConnection(await requireContext(own), {})
    redirect(address)
  })
}

export async function checkNow(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const connectionId = typedText(data, 'connectionId')
    const { auditId } = await startAudit(await requireContext(own), { connectionId })
    redirect(paths.audit(own, auditId))
  })
}

export async function share(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const input = {
      connectionId: typedText(data, 'connectionId'),
      clubId: typedText(data, 'clubId'),
    }
    await shareConnection(await requireContext(own), input)
    redirect(paths.zoom(own, 'shared'))
  })
}

export async function unshare(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const input = {
      connectionId: typedText(data, 'connectionId'),
      clubId: typedText(data, 'clubId'),
    }
    await stopSharing(await requireContext(own), input)
    redirect(paths.zoom(own, 'stopped_sharing'))
  })
}

export async function disconnect(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const connectionId = typedText(data, 'connectionId')
    await disconnectConnection(await requireContext(own), { connectionId })
    redirect(paths.zoom(own, 'disconnected'))
  })
}
