import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { formatCalendarDate } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { placeholdersIn } from '#lib/core/policies/markdown'
import { startingTextById } from '#lib/guide/policies/library'
import type { StartingText } from '#lib/guide/policies/starting-text'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { Disclosure } from '../../../../components/disclosure'
import { Form } from '../../../../components/form'
import { pageContext } from '../../../../edge/page-context'
import { start } from '../../actions'
import { PolicyText } from '../../policy-text'
import { ShortVersion } from '../../short-version'

export const metadata: Metadata = { title: 'A text to start from' }

/** One of the texts to start from, in full, with where it comes from. */
export default async function StartingTextPage({
  params,
}: PageProps<'/[organisation]/policies/new/[textId]'>) {
  const { organisation: slug, textId } = await params
  const ctx = await pageContext(slug, paths.policyStartingText(slug, textId))
  const text = startingTextById(textId)
  if (!text || !mayRole(ctx.roles, 'policy.write')) notFound()
  if (ctx.organisation.kind === 'person') notFound()
  const blanks = placeholdersIn(text.markdown).length
  return (
    <>
      <BackLink href={paths.policyNew(slug)}>Back to all texts</BackLink>
      <h1>{text.title}</h1>
      <p>{text.about}</p>
      <Form action={start.bind(null, slug)}>
        <input type="hidden" name="from" value={text.id} />
        <Button>Start from this text</Button>
      </Form>
      <p>{`There are ${blanks} blanks to fill in. They are marked below.`}</p>
      <ShortVersion text={text.shortVersion} />
      <section className="grid gap-3">
        <h2>The whole text</h2>
        <PolicyText markdown={text.markdown} />
      </section>
      <Sources text={text} />
    </>
  )
}

function Sources({ text: { sources, reviewed, version } }: { text: StartingText }) {
  return (
    <Disclosure summary="Where this comes from">
      <p>
        {`Written for Touchline in our own words, from the sources below. Version ${version}, gone through on ${formatCalendarDate(reviewed)}.`}
      </p>
      <ul className="grid list-disc gap-1.5 pl-7">
        {sources.map(({ code, text, date }) => (
          <li key={code}>{date ? `${text} (${date})` : text}</li>
        ))}
      </ul>
    </Disclosure>
  )
}
