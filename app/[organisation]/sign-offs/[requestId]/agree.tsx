import * as paths from '#lib/core/paths'
import type { PreparedSignOff } from '#lib/sign-offs/prepare-sign-off'
import { Button } from '../../../components/button'
import { Card, CardFoot } from '../../../components/card'
import { Choices } from '../../../components/choices'
import { Form } from '../../../components/form'
import { SeenBy } from '../../../components/seen-by'
import { signOff } from '../actions'

/** The words and the box, which nobody has ticked; and the two other answers that there are. */
export function Agree({ slug, prepared }: { slug: string; prepared: PreparedSignOff }) {
  const { requestId, kind, shown } = prepared
  const { statement, sha256, checklist } = shown
  const items = checklist?.items.map(({ id, text }) => ({ value: id, label: text }))
  return (
    <Card as="section">
      <h2>{checklist ? 'What you have done' : 'Do you agree?'}</h2>
      <Form action={signOff.bind(null, slug)} className="grid w-full gap-5">
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="sha256" value={sha256} />
        <input type="hidden" name="statementVersion" value={statement.version} />
        {items ? (
          <Choices name="ticked" label="Tick each one as you do it" several choices={items} />
        ) : null}
        <Choices
          name="agreed"
          label={checklist ? 'Then sign' : 'Tick the box, once you have read it'}
          several
          choices={[{ value: 'yes', label: statement.text }]}
        />
        <p className="text-small text-ink-soft">
          We keep these words with your name, the time and the exact text. You get a receipt by
          e-mail. Your club sees that you agreed, and when.
        </p>
        <SeenBy who="you_and_officers" />
        <CardFoot>
          <Button>{checklist ? 'Sign this' : 'I agree'}</Button>
          {kind === 'policy' ? (
            <>
              <a href={paths.signOffQuestion(slug, requestId)}>I have a question</a>
              {prepared.state === 'declined' ? null : (
                <a href={paths.signOffDecline(slug, requestId)}>I do not agree</a>
              )}
            </>
          ) : null}
          {kind === 'drill' ? (
            <a href={paths.signOffQuestion(slug, requestId)}>I have a question</a>
          ) : null}
        </CardFoot>
      </Form>
    </Card>
  )
}
