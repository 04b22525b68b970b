import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { PoliciesAtHome } from '#lib/policies/policies-at-home'
import { ButtonLink } from '../../components/button'
import { Card, CardFoot } from '../../components/card'

/** Policies from above that the club has not answered; nothing where it has. */
export function PoliciesToAdopt({ slug, policies }: { slug: string; policies: PoliciesAtHome }) {
  const open = policies.toAdopt.filter(({ why }) => why === null)
  const [first] = open
  if (!first) return null
  return (
    <Card as="section">
      <h2>
        {open.length === 1
          ? `A policy to adopt: ${first.title}`
          : `${open.length} policies for your club to adopt`}
      </h2>
      <p>
        {open.length === 1
          ? `${first.publisherName} asks your club to read it, and to say yes or why not yet.`
          : `${first.publisherName} asks your club to read each, and to say yes or why not yet.`}
      </p>
      <CardFoot>
        <ButtonLink
          href={open.length === 1 ? paths.policyAdopt(slug, first.policyId) : paths.policies(slug)}
        >
          {open.length === 1 ? 'Read and answer' : 'See them'}
        </ButtonLink>
      </CardFoot>
    </Card>
  )
}

/** How many need an answer: one matter, however many there are. */
export const policyThings = ({ toAdopt }: PoliciesAtHome): number =>
  toAdopt.some(({ why }) => why === null) ? 1 : 0

/** The way to all policies of the club. */
export function AllPolicies({ slug, policies }: { slug: string; policies: PoliciesAtHome }) {
  const late = policies.toAdopt.filter(({ why }) => why !== null).length
  return (
    <section className="grid gap-1">
      <h2>Policies</h2>
      <p>
        {policies.count === 0
          ? 'There is none yet.'
          : `The club has ${counted(policies.count, 'policy', 'policies')}.`}
        {late === 0 ? '' : ` ${late} not adopted yet, with a reason.`}
      </p>
      <a href={paths.policies(slug)} className="w-fit py-2">
        {policies.count === 0 ? 'Write the first policy' : 'See all policies'}
      </a>
    </section>
  )
}
