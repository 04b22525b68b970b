import * as paths from '#lib/core/paths'
import { roleWords } from '#lib/core/posts'
import type { MyOrganisation } from '#lib/memberships/list-my-organisations'
import { ButtonLink } from '../components/button'
import { Card, CardFoot } from '../components/card'
import { EmptyState } from '../components/empty-state'
import { MyClubs } from './my-clubs'

/** For who coaches nowhere and keeps one organisation going, or several: the way there. */
export function OnlyOfficer({ organisations }: { organisations: readonly MyOrganisation[] }) {
  const [only] = organisations
  if (only && organisations.length === 1) {
    return (
      <>
        <h1 className="wrap-anywhere">Go on to {only.name}</h1>
        <Card as="section" label="Where you belong">
          <p>You are {only.roles.map(roleWords).join(' and ')} there. What needs you is there.</p>
          <CardFoot>
            <ButtonLink href={paths.organisation(only.slug)}>Open {only.name}</ButtonLink>
          </CardFoot>
        </Card>
        <AlsoCoach />
      </>
    )
  }
  return (
    <>
      <h1>Where do you want to go?</h1>
      <MyClubs organisations={organisations} />
      <AlsoCoach />
    </>
  )
}

function AlsoCoach() {
  return (
    <p>
      Do you coach as well? Ask your club to add you to its list of coaches. You get an e-mail, and
      then your own things to do are here.
    </p>
  )
}

/** For who has signed in and belongs nowhere yet. */
export function NothingHere() {
  return (
    <>
      <h1>You are in no club here yet</h1>
      <EmptyState title="What you have to do will be here">
        Were you invited? Open the link in the e-mail from Touchline: it may be in your spam folder,
        or have gone to another address of yours. If you do not find it, ask your club to send it
        again.
      </EmptyState>
      <Card as="section">
        <h2>Do you want to bring your club in?</h2>
        <p>Your governing body has a code for its clubs. With it you can ask to be let in.</p>
        <CardFoot>
          <ButtonLink look="plain" href={paths.join()}>
            Ask with a code
          </ButtonLink>
        </CardFoot>
      </Card>
    </>
  )
}
