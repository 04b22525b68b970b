'use server'

import { redirect } from 'next/navigation'
import { requireContext } from '#lib/auth/require-context'
import * as paths from '#lib/core/paths'
import { statementSubjects } from '#lib/core/proof/statement'
import { makeStatement } from '#lib/statements/make-statement'
import { verifyStatement } from '#lib/statements/verify-statement'
import { withdrawStatement } from '#lib/statements/withdraw-statement'
import type { FormState } from '../../components/form-state'
import { act } from '../../edge/act'
import { typedText } from '../../edge/typed-text'

/** Somebody says that it is so, in the words that they were shown. */
export async function state(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    const of = typedText(data, 'subjectKind')
    const replaces = typedText(data, 'replaces')
    const equivalentKey = typedText(data, 'equivalent')
    await makeStatement(await requireContext(slug), {
      rule: typedText(data, 'rule'),
      subjectKind: statementSubjects.find((each) => each === of) ?? 'club',
      subjectId: typedText(data, 'subjectId'),
      equivalentKey: equivalentKey === '' ? null : equivalentKey,
      wordsVersion: typedText(data, 'wordsVersion'),
      replaces: replaces === '' ? null : replaces,
      agreed: typedText(data, 'agreed'),
    })
    redirect(paths.statements(slug, { done: 'stated' }))
  })
}

/** A second person has looked. */
export async function verify(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await verifyStatement(await requireContext(slug), {
      statementId: typedText(data, 'statementId'),
      agreed: typedText(data, 'agreed'),
    })
    redirect(paths.statements(slug, { done: 'verified' }))
  })
}

/** It is not so any more, or nobody can say. */
export async function withdraw(slug: string, _: FormState, data: FormData): Promise<FormState> {
  return act(data, async () => {
    await withdrawStatement(await requireContext(slug), {
      statementId: typedText(data, 'statementId'),
    })
    redirect(paths.statements(slug, { done: 'taken_back' }))
  })
}
