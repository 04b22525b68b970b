import { requireContext } from '#lib/auth/require-context'
import type { Context } from '#lib/context'
import * as paths from '#lib/core/paths'
import type { ControlId, Level } from '#lib/core/results'
import type { Finding } from '#lib/findings/get-finding'
import { ButtonLink } from '../components/button'
import { Card, CardFoot } from '../components/card'
import { knownRules } from './mends/asked'
import { wantedOf, wantedSessions } from './mends/wanted'

/** From so many sessions on, all at once is less work than one by one. */
const worthIt_min = 2

/**
 * For the coach whose sessions they are: the way to have what is the matter with several of them
 * mended at once. Nothing where it concerns fewer than two.
 */
export async function MendAll({ rules, level }: { rules?: readonly ControlId[]; level?: Level }) {
  const me = await requireContext(paths.ownSlug)
  const wanted = await wantedSessions(me, {
    ...(rules ? { rules } : {}),
    ...(level ? { level } : {}),
  })
  if (wanted.length < worthIt_min) return null
  const controls = [...new Set(wanted.flatMap((each) => each.controls))]
  return (
    <Card as="section">
      <h2>{rules ? 'The same in other sessions' : 'Mend them all at once'}</h2>
      <p>
        {rules ? 'This' : 'Something'} is to mend in {wanted.length} of your coming sessions. We can
        change it in all of them, once you have seen exactly what.
      </p>
      <CardFoot>
        <ButtonLink href={paths.mendAll(controls)} look="plain" full>
          Mend all {wanted.length} coming sessions
        </ButtonLink>
      </CardFoot>
    </Card>
  )
}

/**
 * For an officer: the way to have the same thing mended in all coming sessions in the club's own Zoom
 * account, whosever they are. Nothing where it concerns fewer than two.
 */
export async function MendAllOfClub({
  ctx,
  finding: { control },
}: {
  ctx: Context
  finding: Pick<Finding, 'control'>
}) {
  const controls = knownRules(control)
  const wanted = await wantedOf(ctx, controls)
  if (wanted.length < worthIt_min) return null
  return (
    <Card as="section">
      <h2>The same in other sessions</h2>
      <p>
        This is to mend in {wanted.length} coming sessions in the club’s own Zoom account. We can
        change it in all of them, once you have seen exactly what, and whose.
      </p>
      <CardFoot>
        <ButtonLink href={paths.mendAll(controls, ctx.organisation.slug)} look="plain" full>
          Mend all {wanted.length} coming sessions
        </ButtonLink>
      </CardFoot>
    </Card>
  )
}
