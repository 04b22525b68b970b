import type { Session } from '#lib/sessions/get-session'
import { Button } from '../../../components/button'
import { Card } from '../../../components/card'
import { Disclosure } from '../../../components/disclosure'
import { Field } from '../../../components/field'
import { Form } from '../../../components/form'
import { exclude, includeAgain } from './actions'

/** In the club's own Zoom account every meeting is a session, until an officer says otherwise. */
export function IsItAClubSession({ slug, session }: { slug: string; session: Session }) {
  const { sessionId, ofClubAccount, excluded, ended } = session
  if (!ofClubAccount) return null
  if (excluded) {
    return (
      <Card as="section">
        <h2>Is it a club session after all?</h2>
        <p>Then we check it again, and what is to be mended comes back.</p>
        <Form action={includeAgain.bind(null, slug, sessionId)}>
          <Button look="plain">It is a club session</Button>
        </Form>
      </Card>
    )
  }
  if (ended) return null
  return (
    <Disclosure summary="Not a club session?">
      <p>
        It is in the club’s own Zoom account, so we take it for one. Say so if it is none: then we
        check it no more. Your reason stays on record.
      </p>
      <Form action={exclude.bind(null, slug, sessionId)} className="grid w-full gap-4">
        <Field
          name="reason"
          label="Why is it none?"
          hint="For example: A committee meeting, adults only."
          lines={2}
          lengthMax={300}
        />
        <Button look="plain">Not a club session</Button>
      </Form>
    </Disclosure>
  )
}
