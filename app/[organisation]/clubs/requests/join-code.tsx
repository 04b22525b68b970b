'use client'

import { useActionState, type ReactNode } from 'react'
import { Button } from '../../../components/button'
import { ErrorSummary } from '../../../components/error-summary'
import type { FormState } from '../../../components/form-state'

export type CodeState = FormState & { code?: string | undefined }

/**
 * The button that makes a code and, once, the code, in the place of what was said of the one before
 * (`children`). Works without JavaScript.
 */
export function JoinCode({
  renew,
  verb,
  children,
}: {
  renew: (state: CodeState, data: FormData) => Promise<CodeState>
  verb: string
  children: ReactNode
}) {
  const [state, send, pending] = useActionState(renew, {})
  const { code } = state
  return (
    <form action={send} aria-busy={pending} className="grid w-full justify-items-start gap-3">
      <ErrorSummary state={state} />
      {code === undefined ? children : null}
      <output className="grid gap-2 empty:hidden">
        {code === undefined ? null : (
          <>
            <span>Your code, shown this once. Write it down or copy it now:</span>
            <b className="font-mono text-[1.6rem] tracking-wider select-all">{code}</b>
          </>
        )}
      </output>
      {code === undefined ? <Button look="plain">{verb}</Button> : null}
    </form>
  )
}
