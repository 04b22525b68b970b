import * as paths from '#lib/core/paths'
import type { NeededScope } from '#lib/zoom-connections/needed-scopes'
import { Button, ButtonLink } from '../../components/button'
import { Form } from '../../components/form'
import { grantMending } from '../zoom/mending-actions'
import { ToTick } from '../zoom/to-tick'

/** What is missing before anything can be changed: the person's yes, or Zoom's; and back here. */
export function WayOn({
  slug = paths.ownSlug,
  offer: { state, connectionId, missing },
  returnTo,
}: {
  slug?: string
  offer: {
    readonly state: 'consent' | 'grant' | 'ready'
    readonly connectionId: string
    readonly missing: readonly NeededScope[]
  }
  returnTo: string
}) {
  if (state === 'consent') {
    return (
      <ButtonLink href={paths.zoomMending(connectionId, returnTo, slug)}>
        What it means, and say yes
      </ButtonLink>
    )
  }
  if (slug !== paths.ownSlug) {
    return (
      <>
        <ToTick scopes={missing} />
        <p>Only an administrator of the club’s Zoom account can do that, at Zoom.</p>
        <ButtonLink href={paths.zoom(slug)}>Go to the club’s Zoom</ButtonLink>
      </>
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
