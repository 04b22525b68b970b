import type { Context } from '#lib/context'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import type { PolicyRead } from '#lib/policies/get-policy'
import { Button, ButtonLink } from '../../../components/button'
import { Card, CardFoot } from '../../../components/card'
import { Form } from '../../../components/form'
import { Notice } from '../../../components/notice'
import { Proof } from '../../../components/proof'
import { Time } from '../../../components/time'
import { startNext } from '../actions'

type Props = { read: PolicyRead; ctx: Context }

/** How a policy stands here, and what can be done about it. */
export function PolicyActions({ read, ctx }: Props) {
  const isClub = ctx.organisation.kind === 'club'
  return (
    <>
      <Ended read={read} ctx={ctx} />
      {isClub && !read.isOwn ? <Adoption read={read} ctx={ctx} /> : null}
      {isClub ? null : <Below read={read} ctx={ctx} />}
      {read.isOwn && !read.policy.withdrawnAt && mayRole(ctx.roles, 'policy.write') ? (
        <Own read={read} ctx={ctx} />
      ) : null}
    </>
  )
}

function Ended({ read: { policy, isOwn, isAbove }, ctx }: Props) {
  if (policy.withdrawnAt) {
    return (
      <Notice tone="warning" title="This policy is withdrawn">
        <p>
          {`${policy.publisherName} withdrew it on `}
          <Time at={policy.withdrawnAt} now={ctx.now} as="date" />
          {`: ${policy.withdrawnWhy ?? ''}`}
        </p>
        <p>Nobody is asked to follow it any more. What people agreed to stays on record.</p>
      </Notice>
    )
  }
  if (isOwn || isAbove) return null
  return (
    <Notice title={`${policy.publisherName} is no longer above you`}>
      Your copies stay. New versions do not reach you.
    </Notice>
  )
}

function Adoption({ read, ctx }: Props) {
  const { policy, standing, isAbove } = read
  const { slug } = ctx.organisation
  const { followed, toAdopt } = standing
  const adopts = mayRole(ctx.roles, 'policy.adopt')
  return (
    <>
      {followed ? (
        <Proof
          kind="signed"
          at={followed.said.at}
          now={ctx.now}
          by={followed.said.byName}
          as="date"
        >
          {`your club adopted version ${followed.version.version}`}
        </Proof>
      ) : null}
      {adopts && isAbove && toAdopt && !policy.withdrawnAt ? (
        <Card as="section">
          <h2>{`Your club has not adopted version ${toAdopt.version.version}`}</h2>
          <p>
            {`It comes from ${policy.publisherName}. Read it below. Your people are asked to agree to it once your club has adopted it.`}
          </p>
          {toAdopt.said?.why ? (
            <p>
              {`${toAdopt.said.byName} said why not yet on `}
              <Time at={toAdopt.said.at} now={ctx.now} as="date" />
              {`: ${toAdopt.said.why}`}
            </p>
          ) : null}
          <CardFoot>
            <ButtonLink href={paths.policyAdopt(slug, policy.id)}>
              Adopt it, or say why not
            </ButtonLink>
          </CardFoot>
        </Card>
      ) : null}
    </>
  )
}

function Below({ read: { policy, counts }, ctx }: Props) {
  if (!mayRole(ctx.roles, 'adoption.read')) return null
  const { slug } = ctx.organisation
  const { clubs, adopted, notYet } = counts ?? { clubs: 0, adopted: 0, notYet: 0 }
  const open = clubs - adopted - notYet
  const answers = [
    open === 0 ? 'Every club has answered.' : `Not answered yet: ${counted(open, 'club')}.`,
    notYet === 0 ? '' : `Said why not yet: ${counted(notYet, 'club')}.`,
  ]
  return (
    <Card as="section">
      <h2>{`${adopted} of ${counted(clubs, 'club')} adopted the newest version`}</h2>
      <p>
        {clubs === 0
          ? 'No club is below you yet. Each one that joins gets this policy.'
          : answers.join(' ')}
      </p>
      <CardFoot>
        <a href={paths.policyAdoptions(slug, policy.id)}>See each club</a>
      </CardFoot>
    </Card>
  )
}

function Own({ read: { policy, hasDraft }, ctx }: Props) {
  const { slug } = ctx.organisation
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-3 print:hidden">
      {hasDraft ? (
        <ButtonLink href={paths.policyDraft(slug, policy.id)} look="plain">
          Go on with the next version
        </ButtonLink>
      ) : (
        <Form action={startNext.bind(null, slug)} className="grid">
          <input type="hidden" name="policy" value={policy.id} />
          <Button look="plain">Write the next version</Button>
        </Form>
      )}
      <a href={paths.policyWithdraw(slug, policy.id)} className="py-3">
        Withdraw it
      </a>
    </div>
  )
}
