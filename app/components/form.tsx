'use client'

import { startTransition, useActionState, useEffect, useRef, type ReactNode } from 'react'
import { ErrorSummary } from './error-summary'
import { FormContext } from './form-context'
import { untouched, type FormAction } from './form-state'

/**
 * A form that works without JavaScript. With it, a second press while the first is on its way does
 * nothing, and the fields keep what was typed (React would empty them after an action).
 */
export function Form({
  action,
  children,
  above,
  className = 'grid grid-cols-[minmax(0,1fr)] gap-5',
}: {
  action: FormAction
  children: ReactNode
  /** What stands between the error summary, which is on top of it, and a form that is far below. */
  above?: ReactNode
  className?: string
}) {
  const [state, send, pending] = useActionState(action, untouched)
  const sending = useRef(false)

  useEffect(() => {
    sending.current = pending
  }, [pending])

  const summary = <ErrorSummary state={state} />
  const form = (
    <form
      action={send}
      aria-busy={pending}
      noValidate
      className={className}
      onSubmit={(event) => {
        event.preventDefault()
        if (sending.current) return
        sending.current = true
        const { submitter } = event.nativeEvent
        const data = new FormData(event.currentTarget, submitter)
        startTransition(() => send(data))
      }}
    >
      {above === undefined ? summary : null}
      <FormContext value={state}>{children}</FormContext>
      <output className="text-ink-soft empty:hidden">{pending ? 'Sending…' : ''}</output>
    </form>
  )
  if (above === undefined) return form
  return (
    <>
      {summary}
      {above}
      {form}
    </>
  )
}
