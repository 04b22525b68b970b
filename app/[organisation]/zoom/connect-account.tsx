import { Button } from '../../components/button'
import { Form } from '../../components/form'
import { connectAccount, connectWithServerKey } from './account-actions'

/** The button that asks the account's administrator, at Zoom. */
export function ConnectAccount({ slug, again = false }: { slug: string; again?: boolean }) {
  return (
    <Form action={connectAccount}>
      <input type="hidden" name="organisation" value={slug} />
      <Button>Connect the club’s Zoom{again ? ' again' : null}</Button>
    </Form>
  )
}

/** For an organisation that runs its own installation, with Zoom credentials of its own. */
export function UseServerKey({ slug }: { slug: string }) {
  return (
    <Form action={connectWithServerKey}>
      <input type="hidden" name="organisation" value={slug} />
      <p>
        This installation has a key of its own to your Zoom account (server-to-server). With it,
        nobody has to say yes at Zoom, and it stays when people leave.
      </p>
      <Button look="plain">Connect with this installation’s key</Button>
    </Form>
  )
}
