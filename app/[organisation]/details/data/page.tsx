import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import * as rightsPaths from '#lib/core/rights-paths'
import { listMyOrganisations } from '#lib/memberships/list-my-organisations'
import { BackLink } from '../../../components/back-link'
import { ButtonLink } from '../../../components/button'
import { Card } from '../../../components/card'
import { pageContext } from '../../../edge/page-context'

export const metadata: Metadata = { title: 'Download your data' }

/** What is in the file with all that is held about somebody, and what is not, before they take it. */
export default async function MyDataPage({ params }: PageProps<'/[organisation]/details/data'>) {
  const { organisation: slug } = await params
  if (slug !== paths.ownSlug) notFound()
  const ctx = await pageContext(slug, rightsPaths.myData())
  const places = (await listMyOrganisations(ctx, {})).filter(({ kind }) => kind !== 'person')
  return (
    <>
      <BackLink href={paths.account()}>Back to my details</BackLink>
      <h1>Download your data</h1>
      <p>
        One file with all that Touchline holds about you: in your own record, and at each club or
        body where you have or had a post
        {places.length > 0 ? `, such as ${places.map(({ name }) => name).join(', ')}` : ''}.
      </p>
      <Card as="section">
        <h2>What is in it</h2>
        <ul className="list-disc pl-5">
          <li>Your name, your addresses, and where you are signed in</li>
          <li>Your Zoom accounts, what Zoom said of them, your meetings and sessions</li>
          <li>
            Each club’s entry of you: roles, checks, courses, and who was shown a record check
          </li>
          <li>What you were asked to sign, what you signed, asked and stated</li>
          <li>What our checks found, and when</li>
          <li>What you did in Touchline, and when</li>
        </ul>
        <h2>What is not</h2>
        <ul className="list-disc pl-5">
          <li>Passwords, Zoom’s keys and the numbers of checks: they are sealed</li>
          <li>Anything about other people</li>
        </ul>
        <p>It is a text file (JSON) that computers can read, too. Keep it to yourself.</p>
        <ButtonLink href={rightsPaths.myDataFile()}>Download my data</ButtonLink>
      </Card>
      <p>
        Is something wrong in it, or missing? Tell your club. Or read{' '}
        <a href={rightsPaths.complaints()}>how to complain</a>.
      </p>
    </>
  )
}
