import * as paths from '#lib/core/paths'
import { firstName, letterTo } from '#lib/core/wording'
import { pageAddress } from '#lib/page-address'

/** A letter to a coach about their Zoom account, begun in the reader's own e-mail. */
export const askLetter = ({ name, email }: { name: string; email: string }, what: string): string =>
  letterTo(email, 'Your Zoom account and our club', [
    `Hello ${firstName(name)},`,
    what,
    pageAddress(paths.zoom(paths.ownSlug)),
    'It takes about 3 minutes. Thank you!',
  ])
