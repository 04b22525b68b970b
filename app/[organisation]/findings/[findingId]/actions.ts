'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { settleAlert } from '#lib/risk-alerts/settle-alert'
import type { FormState } from '../../../components/form-state'
import { act } from '../../../edge/act'

/** Somebody says that a link which was posted in public is used no more. */
export async function settle(
  slug: string,
  findingId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    await settleAlert(await requireContext(slug), { findingId })
    redirect(paths.finding(slug, findingId))
  })
}
