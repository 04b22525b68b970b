import type { CheckAgain as Check } from '#lib/core/check-again'
import * as paths from '#lib/core/paths'
import { Button, ButtonLink } from '../components/button'
import { Form } from '../components/form'
import { check } from './check-actions'

/** The button that asks for a check now, the way to the one that runs, or why none can be asked for. */
export function CheckAgain({
  slug,
  state,
  look = 'primary',
  full = false,
}: {
  slug: string
  state: Check
  look?: 'primary' | 'plain'
  full?: boolean
}) {
  if (state.state === 'under_way') {
    return (
      <ButtonLink href={paths.audit(slug, state.auditId)} look={look} full={full}>
        See the check that runs now
      </ButtonLink>
    )
  }
  const refusal = state.state === 'refused' ? state.because : undefined
  const connectionId = state.state === 'ready' ? state.connectionId : ''
  return (
    <Form action={check.bind(null, slug, connectionId)} className="grid w-full gap-3">
      <Button look={look} full={full} refusal={refusal}>
        Check again
      </Button>
    </Form>
  )
}
