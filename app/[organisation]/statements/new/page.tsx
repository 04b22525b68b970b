import type { Metadata } from 'next'
import { isAppError } from '#lib/core/errors'
import * as paths from '#lib/core/paths'
import { statementSubjects } from '#lib/core/proof/statement'
import { prepareStatement, type PreparedStatement } from '#lib/statements/prepare-statement'
import { BackLink } from '../../../components/back-link'
import { Button } from '../../../components/button'
import { Card, CardFoot } from '../../../components/card'
import { Choices } from '../../../components/choices'
import { Form } from '../../../components/form'
import { Notice } from '../../../components/notice'
import { SeenBy } from '../../../components/seen-by'
import { Time } from '../../../components/time'
import { askedText } from '../../../edge/asked-text'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { state } from '../actions'

export const metadata: Metadata = { title: 'State this' }

type Asked = {
  rule: string
  subjectKind: (typeof statementSubjects)[number]
  subjectId: string
  equivalentKey: string | null
}

/** The full words of a statement, and a box that nobody has ticked yet. */
export default async function NewStatementPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/statements/new'>) {
  const { organisation: slug } = await params
  const query = await searchParams
  const of = askedText(query, 'of')
  const asked: Asked = {
    rule: askedText(query, 'rule') ?? '',
    subjectKind: statementSubjects.find((each) => each === of) ?? 'club',
    subjectId: askedText(query, 'subject') ?? '',
    equivalentKey: askedText(query, 'by') ?? null,
  }
  const ctx = await pageContext(slug, paths.statementNew(slug, asked))
  const prepared = await orNotFound(orRefused(prepareStatement(ctx, asked)))
  return (
    <>
      <BackLink href={paths.statements(slug)}>Back to statements</BackLink>
      <h1>State what Zoom does not tell</h1>
      {typeof prepared === 'string' ? (
        <Notice title="There is nothing to state">
          <p>{prepared}</p>
        </Notice>
      ) : (
        <Words slug={slug} asked={asked} prepared={prepared} now={ctx.now} />
      )}
    </>
  )
}

/** Why there is nothing to state, in words, where that is so. */
async function orRefused(reading: Promise<PreparedStatement>): Promise<PreparedStatement | string> {
  try {
    return await reading
  } catch (error) {
    if (isAppError(error, 'conflict')) return error.message
    throw error
  }
}

const otherwise = 'If Zoom tells us one day that it is otherwise, what Zoom says counts.'

function Words({
  slug,
  asked,
  prepared: { title, words, until, replaces, equivalents, equivalent },
  now,
}: {
  slug: string
  asked: Asked
  prepared: PreparedStatement
  now: Date
}) {
  const isOfClub = asked.subjectKind === 'club'
  return (
    <Card as="section">
      <h2>{title}</h2>
      <p>
        {isOfClub ? 'Please make sure first.' : 'Please look in Zoom first.'} Then read this. If it
        is so, tick the box: your club keeps these words with your name, and shows them as stated,
        never as checked.
      </p>
      <OtherWays {...{ slug, asked, equivalents, equivalent }} />
      {replaces ? (
        <p>
          It takes the place of what {replaces.by} stated on{' '}
          <Time at={replaces.at} now={now} as="date" />. Nobody has verified the new one yet.
        </p>
      ) : null}
      <blockquote className="border-l-4 border-pitch pl-4 text-lead">{words.text}</blockquote>
      <p>
        It counts until <Time at={until} now={now} as="date" />. We remind you before that to look
        again. {isOfClub ? '' : otherwise}
      </p>
      <Form action={state.bind(null, slug)} className="grid w-full gap-5">
        <input type="hidden" name="rule" value={asked.rule} />
        <input type="hidden" name="subjectKind" value={asked.subjectKind} />
        <input type="hidden" name="subjectId" value={asked.subjectId} />
        <input type="hidden" name="equivalent" value={equivalent?.key ?? ''} />
        <input type="hidden" name="wordsVersion" value={words.version} />
        <input type="hidden" name="replaces" value={replaces?.statementId ?? ''} />
        <Choices
          name="agreed"
          label="Is this so?"
          several
          choices={[
            { value: 'yes', label: 'Yes. I have read the words above, and they are true.' },
          ]}
        />
        <SeenBy who={isOfClub ? 'officers' : 'person_and_officers'} />
        <CardFoot>
          <Button>State this</Button>
          <a href={paths.statements(slug)}>No, go back</a>
        </CardFoot>
      </Form>
    </Card>
  )
}

/** What else the rules take in its place: each with why, and the way to state that. */
function OtherWays({
  slug,
  asked,
  equivalents,
  equivalent,
}: { slug: string; asked: Asked } & Pick<PreparedStatement, 'equivalents' | 'equivalent'>) {
  if (equivalents.length === 0) return null
  const { rule, subjectKind, subjectId } = asked
  const of = { rule, subjectKind, subjectId }
  return (
    <Notice title={equivalent ? 'This rests on something else' : 'Something else counts, too'}>
      <ul className="grid gap-2">
        {equivalents.map(({ key, what, reason, name }) => (
          <li key={key}>
            {key === equivalent?.key ? (
              <b>{what}</b>
            ) : (
              <a href={paths.statementNew(slug, of, key)}>{what}</a>
            )}
            <span className="block text-small text-ink-soft">{`${reason} Decided by ${name}.`}</span>
          </li>
        ))}
        {equivalent ? (
          <li>
            <a href={paths.statementNew(slug, of)}>No, state what the rule itself asks for</a>
          </li>
        ) : null}
      </ul>
    </Notice>
  )
}
