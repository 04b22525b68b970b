import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { ruleTitle } from '#lib/core/rules/rule-title'
import { listExemptions } from '#lib/exemptions/list-exemptions'
import { getSession } from '#lib/sessions/get-session'
import { BackLink } from '../../../components/back-link'
import { Button } from '../../../components/button'
import { Card, CardFoot } from '../../../components/card'
import { Choices } from '../../../components/choices'
import { Field } from '../../../components/field'
import { Form } from '../../../components/form'
import { askedText } from '../../../edge/asked-text'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { sessionName } from '../../session-list'
import { say } from '../actions'
import { accountGoesOn } from '../exemption-card'

export const metadata: Metadata = { title: 'Say where rules do not apply' }

/** Where an officer says that the club, or one session, belongs where some rules do not apply. */
export default async function NewExemptionPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/exemptions/new'>) {
  const { organisation: slug } = await params
  const asked = await searchParams
  const sessionId = askedText(asked, 'session') ?? ''
  const category = askedText(asked, 'category') ?? ''
  const ctx = await pageContext(slug, paths.exemptionNew(slug, { session: sessionId, category }))
  if (!mayRole(ctx.roles, 'exemption.say')) notFound()
  const { categories } = await orNotFound(listExemptions(ctx, {}))
  if (categories.length === 0) notFound()
  const session = sessionId === '' ? null : await orNotFound(getSession(ctx, { sessionId }))
  const back = session ? paths.session(slug, sessionId) : paths.exemptions(slug)
  return (
    <>
      <BackLink href={back}>
        {session ? 'Back to the session' : 'Back to where rules do not apply'}
      </BackLink>
      <Card as="section">
        <h1>{session ? 'Does this session belong here?' : 'Does your club belong here?'}</h1>
        <p>
          {session
            ? `This is about “${sessionName(session.topic)}” of ${session.coachName}, each time that it takes place.`
            : 'This is about your club as a whole, with all of its sessions.'}{' '}
          All rules hold until a second person agrees. Your club keeps your words with your name.
        </p>
        {session ? <p>{accountGoesOn}</p> : null}
        <Form action={say.bind(null, slug)} className="grid w-full gap-5">
          <input type="hidden" name="sessionId" value={sessionId} />
          <Choices
            name="categoryKey"
            label="Where does it belong?"
            choices={categories.map(({ key, category: label, rules }) => ({
              ...{ value: key, label },
              hint: `Not asked for there: ${rules.map(ruleTitle).join('; ')}.`,
            }))}
            value={category === '' ? [] : [category]}
          />
          <Field
            name="reason"
            label="Why is that so?"
            hint="In a sentence. It stands beside each rule that does not apply. Name no child."
            lines={3}
            lengthMax={300}
          />
          <CardFoot>
            <Button>Say this</Button>
            <a href={back}>No, go back</a>
          </CardFoot>
        </Form>
      </Card>
    </>
  )
}
