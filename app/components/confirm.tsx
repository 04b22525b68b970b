import type { ReactNode } from 'react'
import { Button } from './button'
import { Card, CardFoot } from './card'
import { Changes, type Change } from './changes'
import { Form } from './form'
import type { FormAction } from './form-state'

/**
 * Asks before something that is felt elsewhere or cannot be undone: what will happen, to whom,
 * then a button that repeats the verb, and the way out. A page of its own, so that it works
 * without JavaScript and the back button is a no.
 */
export function Confirm({
  title,
  children,
  changes = [],
  action,
  verb,
  cancel,
  hidden = {},
}: {
  title: string
  children: ReactNode
  changes?: readonly Change[]
  action: FormAction
  /** "Turn it on", never "Yes" or "OK". */
  verb: string
  /** Where "No, go back" leads. */
  cancel: string
  /** Sent along: ids and what was seen when asked, so that a change in between is noticed. */
  hidden?: Readonly<Record<string, string>>
}) {
  return (
    <Card as="section">
      <h1>{title}</h1>
      {children}
      {changes.length === 0 ? null : <Changes changes={changes} />}
      <Form action={action} className="grid w-full gap-3">
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <CardFoot>
          <Button>{verb}</Button>
          <a href={cancel}>No, go back</a>
        </CardFoot>
      </Form>
    </Card>
  )
}
