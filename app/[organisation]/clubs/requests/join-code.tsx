'use client'

import { useActionState, type ReactNode } from 'react'
import { Button } from '../../../components/button'

export type CodeState = { code?: string | undefined; message?: string | undefined }

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
  const [{ code, message }, send, pending] = useActionState(renew, {})
  return (
    <form action={send} aria-busy={pending} className="grid w-full justify-items-start gap-3">
      {code === undefined ? children : null}
      <output className="grid gap-2 empty:hidden">
        {code === undefined ? null : (
          <>
            <span>Your code, shown this once. Write it down or copy it now:</span>
            <b className="font-mono text-[1.6rem] tracking-wider select-all">{code}</b>
          </>
        )}
        {message === undefined ? null : <span className="font-[650] text-not">{message}</span>}
      </output>
      {code === undefined ? <Button look="plain">{verb}</Button> : null}
    </form>
  )
}
