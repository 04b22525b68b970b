import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import {
  chosenClasses,
  keptMonths,
  periodWords,
  retentionClasses,
} from '#lib/core/retention/classes'
import type { ChosenClass, RetentionChoice } from '#lib/core/retention/classes'
import * as rightsPaths from '#lib/core/rights-paths'
import { erasureStateWords } from '#lib/core/rights/erasure'
import { holdWords } from '#lib/core/rights/legal-hold'
import { listKept, type ListedErasure, type ListedHold } from '#lib/rights/list-kept'
import { BackLink } from '../../components/back-link'
import { EmptyState } from '../../components/empty-state'
import { Row, Rows } from '../../components/rows'
import { Time } from '../../components/time'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { Done } from '../done'

export const metadata: Metadata = { title: 'What we keep' }

/** What a club keeps and until when; what will be erased, before it is; what was kept for now. */
export default async function KeptPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/kept'>) {
  const { organisation: slug } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, rightsPaths.kept(slug))
  const { retention, erasures, holds } = await orNotFound(listKept(ctx, {}))
  const waiting = erasures.filter(({ state }) => state === 'waiting')
  const planned = erasures.filter(({ state }) => state === 'planned')
  const settled = erasures.filter(({ state }) => state !== 'waiting' && state !== 'planned')
  return (
    <>
      <BackLink href={paths.organisation(slug)}>Home</BackLink>
      <h1>What we keep, and until when</h1>
      <Done done={done} />
      <Group title="To answer" list={waiting} slug={slug} now={ctx.now} />
      {planned.length === 0 ? (
        <EmptyState title="Nobody is about to be erased">
          Whoever left long enough ago is listed here thirty days before.
        </EmptyState>
      ) : (
        <Group title="Will be erased" list={planned} slug={slug} now={ctx.now} />
      )}
      <Holds holds={holds} slug={slug} now={ctx.now} />
      <Group title="What came of others" list={settled} slug={slug} now={ctx.now} />
      <Periods retention={retention} slug={slug} />
    </>
  )
}

function Group({
  title,
  list,
  slug,
  now,
}: {
  title: string
  list: readonly ListedErasure[]
  slug: string
  now: Date
}) {
  if (list.length === 0) return null
  return (
    <section className="grid gap-3">
      <h2>{title}</h2>
      <Rows label={title}>
        {list.map((each) => (
          <Row
            key={each.erasureId}
            title={each.name}
            href={rightsPaths.erasure(slug, each.erasureId)}
            detail={each.held ? 'Kept for now: somebody said that it has to be' : undefined}
          >
            <When erasure={each} now={now} />
          </Row>
        ))}
      </Rows>
    </section>
  )
}

function When({ erasure, now }: { erasure: ListedErasure; now: Date }) {
  const { state, answerBy, eraseAt, doneAt } = erasure
  const at = { waiting: answerBy, planned: eraseAt, done: doneAt, kept: null, withdrawn: null }[
    state
  ]
  if (!at) return <span>{erasureStateWords[state]}</span>
  const late = state === 'waiting' && at < now
  const word = { waiting: late ? 'Late, since' : 'by', planned: 'on', done: 'erased on' } as const
  return (
    <span className={late ? 'font-[650] text-not' : undefined}>
      {state === 'waiting' || state === 'planned' || state === 'done' ? word[state] : null}{' '}
      <Time at={at} now={now} as="date" />
    </span>
  )
}

function Holds({ holds, slug, now }: { holds: readonly ListedHold[]; slug: string; now: Date }) {
  if (holds.length === 0) return null
  return (
    <section className="grid gap-3">
      <h2>Kept until a second person ends it</h2>
      <Rows label="Kept until a second person ends it">
        {holds.map(({ coachId, name, reason, since, byName }) => (
          <Row
            key={coachId}
            roomy
            title={name}
            href={rightsPaths.coachHold(slug, coachId)}
            detail={`${holdWords[reason]}. Said by ${byName}`}
          >
            <span>
              since <Time at={since} now={now} as="date" />
            </span>
          </Row>
        ))}
      </Rows>
    </section>
  )
}

const isChosen = (of: string): of is ChosenClass => chosenClasses.some((each) => each === of)

function Periods({ retention, slug }: { retention: RetentionChoice | undefined; slug: string }) {
  return (
    <section className="grid gap-3">
      <h2>For how long</h2>
      <Rows label="For how long">
        {Object.entries(retentionClasses).map(([of, { what, after, usual, unit, source }]) => (
          <Row
            key={of}
            roomy
            title={what}
            detail={
              <>
                {periodWords(isChosen(of) ? keptMonths(of, retention) : usual, unit)} after {after}
                <span className="block text-small text-ink-soft">
                  {isChosen(of) && retention?.[of] !== undefined ? 'Your rules say so.' : source}
                </span>
              </>
            }
          />
        ))}
      </Rows>
      <p>
        What checks came to, and when, is kept without a name. <a href={paths.rules(slug)}>Rules</a>{' '}
        of your governing body may ask for other periods.
      </p>
    </section>
  )
}
