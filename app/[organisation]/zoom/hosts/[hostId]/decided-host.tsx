import * as paths from '#lib/core/paths'
import type { Host } from '#lib/zoom-hosts/list-hosts'
import { Button } from '../../../../components/button'
import { Card } from '../../../../components/card'
import { Form } from '../../../../components/form'
import { Time } from '../../../../components/time'
import { reopen } from '../../host-actions'

const readAs: Record<Host['reading'], string> = {
  here: 'We check their Zoom settings, and every coming meeting of theirs in this account.',
  own_consent:
    'They connected this Zoom account themselves and share it with the club. We check it by that, and not twice: they say which of their meetings are club sessions.',
  not: 'Nothing of theirs is checked at the moment.',
}

/** What was said of somebody in the account, by whom, and the way to take it back. */
export function DecidedHost({ slug, host, now }: { slug: string; host: Host; now: Date }) {
  const { coach, reason, decidedAt, decidedBy, reading } = host
  return (
    <Card as="section">
      <h2>{host.decision === 'coach' ? `This is ${coach?.name ?? 'a coach'}` : 'No coach'}</h2>
      {host.decision === 'coach' ? <p>{readAs[reading]}</p> : <p>“{reason}”</p>}
      {decidedAt ? (
        <p className="text-ink-soft">
          {decidedBy ?? 'Somebody'} said so <Time at={decidedAt} now={now} as="when" />
        </p>
      ) : null}
      {coach ? (
        <p>
          <a href={paths.coach(slug, coach.coachId)} className="inline-block py-2.5">
            See {coach.name}’s page
          </a>
        </p>
      ) : null}
      <p>
        {host.decision === 'coach'
          ? 'Was it a mistake? If you take it back, nothing more is read of them, and what was found so far closes without counting as mended.'
          : 'If they coach after all, take it back and say who they are.'}
      </p>
      <Form action={reopen.bind(null, slug)}>
        <input type="hidden" name="hostId" value={host.hostId} />
        <Button look="plain">Take it back</Button>
      </Form>
    </Card>
  )
}
