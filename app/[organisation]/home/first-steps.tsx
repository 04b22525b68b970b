import * as paths from '#lib/core/paths'
import { ButtonLink } from '../../components/button'
import { Card } from '../../components/card'
import { Steps } from '../../components/steps'

/** A club that was just founded: what to do, in order, and what comes by itself. */
export function FirstSteps({ slug }: { slug: string }) {
  return (
    <Card as="section">
      <h2>How it begins</h2>
      <Steps
        items={[
          <>
            <b>Add whoever coaches online.</b> A name and an e-mail address are enough. They get an
            invitation.
          </>,
          <>
            <b>They connect their Zoom.</b> It takes about 3 minutes, on a phone. They say which
            meetings are club sessions; you never see the others.
          </>,
          <>
            <b>Touchline checks, every day.</b> Here you will see who is not safe to coach, why, and
            how to mend it.
          </>,
        ]}
      />
      <ButtonLink href={paths.coachNew(slug)}>Add a coach</ButtonLink>
      <p>
        Does the club have a Zoom account of its own?{' '}
        <a href={paths.zoom(slug)} className="inline-block py-2.5">
          Connect it once, for all who use it
        </a>
      </p>
    </Card>
  )
}
