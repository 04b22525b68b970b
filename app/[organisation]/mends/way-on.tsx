import * as paths from '#lib/core/paths'
import type { NeededScope } from '#lib/zoom-connections/needed-scopes'
import { Button, ButtonLink } from '../../components/button'
import { Form } from '../../components/form'
import { grantMending } from '../zoom/mending-actions'
import { ToTick } from '../zoom/to-tick'

/** What is missing before anything can be changed: the person's yes, or Zoom's; and back here. */
export function WayOn({
  offer: { state, connectionId, missing },
  returnTo,
}: {
  offer: {
    readonly state: 'consent' | 'grant' | 'ready'
    readonly connectionId: string
    readonly missing: readonly NeededScope[]
  }
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
      <ToTick scopes={missing} />
      <Button>Go to Zoom</Button>
    </Form>
  )
}
