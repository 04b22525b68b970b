'use server'

import { redirect } from 'next/navigation'
import { startAudit } from '#lib/audits/start-audit'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import type { FormState } from '../components/form-state'
import { act } from '../edge/act'

/** Asks for a check of a coach's Zoom account, and leads to where it can be watched. */
export async function check(
  slug: string,
  connectionId: string,
  _: FormState,
  data: FormData,
): Promise<FormState> {
  return act(data, async () => {
    const { auditId } = await startAudit(await requireContext(slug), { connectionId })
    redirect(paths.audit(slug, auditId))
  })
}
