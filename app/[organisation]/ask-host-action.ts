'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { askHost } from '#lib/mends/ask-host'
import type { FormState } from '../components/form-state'
import { act } from '../edge/act'
import { typedText } from '../edge/typed-text'

/** Asks a host to mend one finding, or all that is open of a session; and back to its page. */
export async function ask(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const subjectId = typedText(data, 'subjectId')
    const isSession = typedText(data, 'subjectKind') === 'session'
    const subjectKind = isSession ? 'session' : 'finding'
    await askHost(await requireContext(slug), { subjectKind, subjectId })
    redirect(isSession ? paths.session(slug, subjectId) : paths.finding(slug, subjectId))
  })
}
