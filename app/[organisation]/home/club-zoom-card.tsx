import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { ClubZoomAtHome } from '#lib/zoom-hosts/club-zoom-at-home'
import { ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'

/** How many cards the club's own Zoom account has on the first page. */
export const clubZoomThings = ({ toDecide, endedAt, toMend, notKnown }: ClubZoomAtHome): number =>
  [toDecide > 0, endedAt !== null, toMend > 0, notKnown !== null].filter(Boolean).length

/** What of the club's own Zoom account needs an officer: one card for each matter. */
export function ClubZoomCards({
  slug,
  zoom: { toDecide, endedAt, toMend, notKnown },
  now,
}: {
  slug: string
  zoom: ClubZoomAtHome
  now: Date
}) {
  return (
    <>
      {endedAt === null ? null : (
        <Card>
          <StatusTag status="could_not_check">Zoom is disconnected</StatusTag>
          <h2 className="text-[1.15rem]">Zoom no longer lets us read the club’s account</h2>
          <p>
            Since <Time at={endedAt} now={now} as="when" />. Whoever is checked by it is not checked
            now. An administrator of the Zoom account can connect it again.
          </p>
          <ToZoom slug={slug}>See the club’s Zoom</ToZoom>
        </Card>
      )}
      {toMend === 0 ? null : (
        <Card>
          <StatusTag status="not_met">To mend</StatusTag>
          <h2 className="text-[1.15rem]">
            {counted(toMend, 'thing')} to mend in the club’s Zoom account
          </h2>
          <p>Every new meeting begins with the account’s settings. Its administrator mends them.</p>
          <CardFoot>
            <ButtonLink look="plain" href={paths.findings(slug, { of: 'account' })}>
              See what to mend
            </ButtonLink>
          </CardFoot>
        </Card>
      )}
      {notKnown === null ? null : <NotKnown slug={slug} notKnown={notKnown} />}
      {toDecide === 0 ? null : (
        <Card>
          <StatusTag status="not_checked">Not checked</StatusTag>
          <h2 className="text-[1.15rem]">
            {counted(toDecide, 'person', 'people')} in your Zoom {toDecide === 1 ? 'is' : 'are'} not
            on your list of coaches
          </h2>
          <p>
            If {toDecide === 1 ? 'they coach' : 'one of them coaches'} for you, nobody checks their
            sessions. Say who {toDecide === 1 ? 'it is' : 'they are'}.
          </p>
          <ToZoom slug={slug}>Say who {toDecide === 1 ? 'it is' : 'they are'}</ToZoom>
        </Card>
      )}
    </>
  )
}

function NotKnown({
  slug,
  notKnown,
}: {
  slug: string
  notKnown: NonNullable<ClubZoomAtHome['notKnown']>
}) {
  const unread = notKnown === 'not_read'
  return (
    <Card>
      <StatusTag status={unread ? 'could_not_check' : 'out_of_date'} />
      <h2 className="text-[1.15rem]">
        {unread
          ? 'We could not see everything in the club’s Zoom account'
          : 'The club’s Zoom account has not been checked for too long'}
      </h2>
      <p>
        {unread
          ? 'What we could not see is not known to be safe. Most often Zoom was not allowed to tell.'
          : 'What was so then may not be so now.'}
      </p>
      <ToZoom slug={slug}>See the club’s Zoom</ToZoom>
    </Card>
  )
}

function ToZoom({ slug, children }: { slug: string; children: React.ReactNode }) {
  return (
    <CardFoot>
      <ButtonLink look="plain" href={paths.zoom(slug)}>
        {children}
      </ButtonLink>
    </CardFoot>
  )
}
