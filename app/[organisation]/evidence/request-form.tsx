import { Button } from '../../components/button'
import { Field } from '../../components/field'
import { Form } from '../../components/form'
import { request } from './actions'

/** Asks for a pack of the days from the first to the last, both included. */
export function RequestForm({
  slug,
  from,
  until,
  verb = 'Make the pack',
}: {
  slug: string
  /** As `2026-11-01`. */
  from: string
  until: string
  verb?: string
}) {
  return (
    <Form action={request.bind(null, slug)} className="grid w-full gap-5">
      <div className="flex flex-wrap gap-x-6 gap-y-5">
        <Field name="from" label="First day" type="date" value={from} width="short" />
        <Field name="until" label="Last day" type="date" value={until} width="short" />
      </div>
      <Button>{verb}</Button>
    </Form>
  )
}
