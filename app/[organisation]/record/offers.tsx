import { formatCalendarDate } from '#lib/core/dates'
import { offersOf } from '#lib/core/register/offers'
import { credentialWords } from '#lib/core/register/words'
import { ownClaims } from '#lib/register/own-claims'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Form } from '../../components/form'
import type { OwnPerson } from '../own-people'
import { offer } from './actions'

/** What somebody has at one club, and another of theirs has not: to be put in there with one press. */
export async function Offers({ people }: { people: readonly OwnPerson[] }) {
  const clubs = await Promise.all(
    people.map(async ({ club, ctx }) => ({
      club,
      clubId: club.id,
      claims: await ownClaims(ctx, {}),
    })),
  )
  const offers = offersOf(clubs)
  const wanted = clubs.flatMap(({ club, claims }) =>
    claims.flatMap((claim) =>
      (offers.get(claim.credentialId) ?? []).map((each) => ({
        ...{ claim, from: club, replaces: each.replaces },
        to: clubs.find(({ clubId }) => clubId === each.clubId)?.club,
      })),
    ),
  )
  if (wanted.length === 0) return null
  return (
    <section className="grid gap-3">
      <h2>Use it at another club</h2>
      <p>
        What you have at one club you can put in at another. That club gets what you put in, with
        its number, and looks for itself. It is not told which club it comes from.
      </p>
      {wanted.map(({ claim, from, to, replaces }) =>
        to ? (
          <Card key={`${claim.credentialId} ${to.id}`} as="section">
            <h3>{credentialWords[claim.kind]}</h3>
            <p>
              {claim.issuedOn ? `From ${formatCalendarDate(claim.issuedOn)}, as` : 'As'} {from.name}{' '}
              has it. {to.name} has {replaces ? 'an older one' : 'none'}.
            </p>
            <Form action={offer.bind(null, from.slug, to.slug)} className="grid w-full gap-3">
              <input type="hidden" name="credentialId" value={claim.credentialId} />
              <input type="hidden" name="replaces" value={replaces ?? ''} />
              <Button look="plain">Offer it to {to.name}</Button>
            </Form>
          </Card>
        ) : null,
      )}
    </section>
  )
}
