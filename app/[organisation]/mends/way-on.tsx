import * as paths from '#lib/core/paths'
import { Button, ButtonLink } from '../../components/button'
import { Form } from '../../components/form'
import { grantMending } from '../zoom/mending-actions'

/** What is missing before anything can be changed: the person's yes, or Zoom's; and back here. */
export function WayOn({
  state,
  connectionId,
  returnTo,
}: {
  state: 'consent' | 'grant'
  connectionId: string
  returnTo: string
}) {
  if (state === 'consent') {
    return (
      <ButtonLink href={paths.zoomMending(connectionId, returnTo)}>
        What it means, and say yes
      </ButtonLink>
    )
  }
  return (
    <Form action={grantMending}>
      <input type="hidden" name="returnTo" value={returnTo} />
      <p>Zoom shows a list. Leave what is ticked, and tick what lets Touchline change settings.</p>
      <Button>Go to Zoom</Button>
    </Form>
  )
}
