import type { SharedClub } from '#lib/zoom-connections/list-connections'
import { Button } from '../../components/button'
import { Form } from '../../components/form'
import { share, unshare } from './actions'

/** Each club that the person coaches for, whether it sees this connection, and the button to change it. */
export function SharedClubs({
  connectionId,
  clubs,
}: {
  connectionId: string
  clubs: readonly SharedClub[]
}) {
  if (clubs.length === 0) return <p>You coach for no club here yet, so nobody but you sees it.</p>
  return (
    <div className="grid w-full gap-3">
      <h3>Which clubs see it</h3>
      <ul className="grid gap-3">
        {clubs.map(({ clubId, name, shared }) => (
          <li key={clubId} className="flex flex-wrap items-center justify-between gap-x-5 gap-y-2">
            <span>
              <b>{name}</b> {shared ? 'sees it' : 'does not see it'}
            </span>
            <Form action={shared ? unshare : share}>
              <input type="hidden" name="connectionId" value={connectionId} />
              <input type="hidden" name="clubId" value={clubId} />
              <Button look="plain">
                {shared ? 'Stop sharing' : 'Share'} with {name}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </div>
  )
}
