'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { makeMend } from '#lib/mends/make-mend'
import { makeRun } from '#lib/mends/make-run'
import { putBack } from '#lib/mends/put-back'
import { putBackRun } from '#lib/mends/put-back-run'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'
import { knownRules } from './asked'
import { wantedOf } from './wanted'

/** The person says yes to the changes that they were shown. */
export async function make(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const slug = typedText(data, 'organisation')
    const subjectKind = typedText(data, 'subjectKind') === 'user' ? 'user' : 'meeting'
    const { mendId } = await makeMend(await requireContext(slug), {
      subjectKind,
      subjectId: typedText(data, 'subjectId'),
      controls: knownRules(typedText(data, 'rules')),
      seen: typedText(data, 'seen'),
    })
    redirect(paths.mend(mendId, slug))
  })
}

/** The person says yes to having back what was there before. */
export async function undo(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const slug = typedText(data, 'organisation')
    const mendId = typedText(data, 'mendId')
    const undone = await putBack(await requireContext(slug), { mendId })
    redirect(paths.mend(undone.mendId, slug))
  })
}

/** The person says yes to the changes of all the sessions that they were shown. */
export async function makeAll(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const slug = typedText(data, 'organisation')
    const ctx = await requireContext(slug)
    const wanted = await wantedOf(ctx, knownRules(typedText(data, 'rules')))
    const { runId } = await makeRun(ctx, { wanted, seen: typedText(data, 'seen') })
    redirect(paths.mendRun(runId, slug))
  })
}

/** The person says yes to having back what was there before, in all sessions of a run. */
export async function undoAll(_: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const slug = typedText(data, 'organisation')
    const runId = typedText(data, 'runId')
    const undone = await putBackRun(await requireContext(slug), { runId })
    redirect(paths.mendRun(undone.runId, slug))
  })
}
