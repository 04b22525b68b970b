import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { startingTexts } from '#lib/guide/policies/library'
import { BackLink } from '../../../components/back-link'
import { Button } from '../../../components/button'
import { Form } from '../../../components/form'
import { Row, Rows } from '../../../components/rows'
import { pageContext } from '../../../edge/page-context'
import { start } from '../actions'

export const metadata: Metadata = { title: 'Write a policy' }

/** Where a policy begins: one of the texts that come with Touchline, or an empty page. */
export default async function NewPolicyPage({ params }: PageProps<'/[organisation]/policies/new'>) {
  const { organisation: slug } = await params
  const ctx = await pageContext(slug, paths.policyNew(slug))
  if (!mayRole(ctx.roles, 'policy.write') || ctx.organisation.kind === 'person') notFound()
  return (
    <>
      <BackLink href={paths.policies(slug)}>Back to the policies</BackLink>
      <h1>Write a policy</h1>
      <p>
        Start from one of these texts. They are short, in plain words, and say where they come from.
        You fill in your own names and change what you like.
      </p>
      <Rows label="Texts to start from">
        {startingTexts.map(({ id, title, about }) => (
          <Row key={id} title={title} detail={about} href={paths.policyStartingText(slug, id)} />
        ))}
      </Rows>
      <section className="grid gap-3">
        <h2>Or bring your own</h2>
        <p>Begin with an empty page: write there, paste your text, or choose a PDF.</p>
        <Form action={start.bind(null, slug)}>
          <input type="hidden" name="from" value="" />
          <Button look="plain">Begin with an empty page</Button>
        </Form>
      </section>
    </>
  )
}
