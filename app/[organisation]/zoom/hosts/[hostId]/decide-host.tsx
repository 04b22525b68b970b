import * as paths from '#lib/core/paths'
import type { Host, Hosts } from '#lib/zoom-hosts/list-hosts'
import { Button, ButtonLink } from '../../../../components/button'
import { Card } from '../../../../components/card'
import { Field } from '../../../../components/field'
import { Form } from '../../../../components/form'
import { Select } from '../../../../components/select'
import { confirm, dismiss } from '../../host-actions'

type Props = { slug: string; host: Host; register: Hosts['register'] }

/** The two answers: a coach on the register, or nobody who coaches, with the reason. */
export function DecideHost({ slug, host, register }: Props) {
  return (
    <>
      <Card as="section">
        <h2>One of your coaches</h2>
        <p>
          Then we check their Zoom settings, and every coming meeting of theirs in this account as a
          club session.
        </p>
        <WhichCoach slug={slug} host={host} register={register} />
      </Card>
      <NoCoach slug={slug} hostId={host.hostId} />
    </>
  )
}

function WhichCoach({ slug, host, register }: Props) {
  if (register.length === 0) {
    return (
      <>
        <p>Your list of coaches is empty.</p>
        <ButtonLink href={paths.coachNew(slug)}>Add a coach</ButtonLink>
      </>
    )
  }
  return (
    <>
      {host.suggestion ? <p>{host.suggestion.name} has the same e-mail address.</p> : null}
      <Form action={confirm.bind(null, slug)} className="grid w-full gap-4">
        <input type="hidden" name="hostId" value={host.hostId} />
        <Select
          name="coachId"
          label="Which coach?"
          empty="Choose a coach"
          options={optionsOf(host, register)}
        />
        <Button>This is the coach</Button>
      </Form>
      <p>
        Not on the list?{' '}
        <a href={paths.coachNew(slug)} className="inline-block py-2.5">
          Add them first
        </a>
      </p>
    </>
  )
}

function NoCoach({ slug, hostId }: { slug: string; hostId: string }) {
  return (
    <Card as="section">
      <h2>Nobody who coaches</h2>
      <p>
        Then we read nothing of theirs. Your reason stays on the club’s record, so that others know.
      </p>
      <Form action={dismiss.bind(null, slug)} className="grid w-full gap-4">
        <input type="hidden" name="hostId" value={hostId} />
        <Field
          name="reason"
          label="Why not?"
          hint="For example: Our treasurer. Only in committee meetings."
          lines={2}
          lengthMax={300}
        />
        <Button look="plain">No coach</Button>
      </Form>
    </Card>
  )
}

/** Who has the same address first, then who is nobody in the account yet. */
function optionsOf({ suggestion }: Host, register: Hosts['register']) {
  const rank = ({ coachId, hasHost }: Hosts['register'][number]) =>
    coachId === suggestion?.coachId ? 0 : hasHost ? 2 : 1
  return register
    .toSorted((a, b) => rank(a) - rank(b))
    .map((coach) => ({
      value: coach.coachId,
      label: `${coach.name}, ${coach.email}${coach.hasHost ? ' (matched already)' : ''}`,
    }))
}
