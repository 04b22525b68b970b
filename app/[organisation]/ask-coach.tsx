import { formatWhen } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { firstName, letterTo } from '#lib/core/wording'
import type { Finding } from '#lib/findings/get-finding'
import { pageAddress } from '#lib/page-address'
import { ButtonLink } from '../components/button'

/** Opens the reader's own e-mail with a letter to the coach begun: what it is, and where to read how. */
export function AskCoach({ slug, finding, now }: { slug: string; finding: Finding; now: Date }) {
  const { coachName, coachEmail, headline, session, sessionStartsAt, findingId } = finding
  if (coachName === null || coachEmail === null) return null
  const coming = sessionStartsAt && sessionStartsAt > now ? formatWhen(now, sessionStartsAt) : null
  const where = session ? `in your session${coming ? ` ${coming}` : ''}` : 'in your Zoom account'
  const letter = letterTo(coachEmail, 'Something to mend in Zoom', [
    `Hello ${firstName(coachName)},`,
    `Touchline found something to mend ${where}: ${headline}.`,
    `Here it says how, step by step: ${pageAddress(paths.finding(slug, findingId))}`,
    'Please press “Check again” there when it is done. Thank you!',
  ])
  return (
    <ButtonLink href={letter} look="plain" full>
      Ask {firstName(coachName)} to mend it
    </ButtonLink>
  )
}
