import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { currentUser } from '#lib/auth/current-user'
import { nameLengthMax } from '#lib/core/plain-name'
import { Button, ButtonLink } from '../components/button'
import { Field } from '../components/field'
import { Form } from '../components/form'
import { Page } from '../components/page-layout'
import { Steps } from '../components/steps'
import { ask } from './actions'

export const metadata: Metadata = { title: 'Ask to join your governing body' }

/** For a club that holds its governing body's code. Nothing is made before the body says yes. */
export default async function JoinPage() {
  const user = await currentUser()
  return (
    <Page
      {...(user ? { who: { label: user.name, href: paths.me() } } : {})}
      help={<p>No code? Your governing body gives it to its clubs. Ask its safeguarding lead.</p>}
    >
      <h1>Ask to join your governing body</h1>
      <Steps
        items={[
          <>Type the code that your governing body gave to its clubs.</>,
          <>Your governing body looks at it, and says yes or no. You get an e-mail.</>,
          <>After a yes, you are your club’s first welfare officer here, and can begin.</>,
        ]}
      />
      {user ? (
        <Form action={ask}>
          <Field
            name="code"
            label="Your governing body’s code"
            hint="Ten letters and digits, like 7KQ2M-X4R9D. Capitals do not matter."
            width="medium"
            autoComplete="off"
            spellCheck={false}
          />
          <Field
            name="clubName"
            label="Your club’s name"
            hint="As your governing body knows it."
            lengthMax={nameLengthMax}
            autoComplete="organization"
          />
          <p>
            {user.name}, {user.email}: your governing body sees this with your question.
          </p>
          <Button>Ask to join</Button>
        </Form>
      ) : (
        <div className="grid justify-items-start gap-3">
          <p>Sign in first, so that your governing body knows who asks.</p>
          <ButtonLink href={paths.signIn(paths.join())}>Sign in</ButtonLink>
        </div>
      )}
    </Page>
  )
}
