import * as paths from '#lib/core/paths'
import { ButtonLink } from './button'

/** The same for what is not there and for what is not yours, so that it tells nothing. */
export function NotHere() {
  return (
    <div className="grid justify-items-start gap-4">
      <h1>We could not find that page</h1>
      <p>
        The address may be wrong, or the page is for members of a club or body that you are not
        signed in to.
      </p>
      <ButtonLink href={paths.me()}>Go to my page</ButtonLink>
    </div>
  )
}
