import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { listFindings } from '#lib/findings/list-findings'
import { EmptyState } from '../../components/empty-state'
import { Pagination } from '../../components/pagination'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { FilterLinks } from '../filter-links'
import { FindingList } from '../finding-list'
import { askedOf, type Asked } from './asked'

export const metadata: Metadata = { title: 'What is to mend' }

/** What was found, open or closed. */
export default async function FindingsPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/findings'>) {
  const { organisation: slug } = await params
  const asked = askedOf(await searchParams)
  const ctx = await pageContext(slug, paths.findings(slug, asked))
  const { items, previous, next } = await orNotFound(listFindings(ctx, asked))
  const many = mayRole(ctx.roles, 'coach.manage')
  const whose = many && asked.coachId ? (items[0]?.coachName ?? null) : null
  const { state, level, coachId, of, risk } = asked
  const only = { coachId, of }
  return (
    <>
      <h1>{titleOf(asked, whose)}</h1>
      <FilterLinks
        label="Which of them"
        links={filters.map(({ words, ...filter }) => ({
          words,
          href: paths.findings(slug, { ...filter, ...only }),
          current: filter.state === state && filter.level === level && filter.risk === risk,
        }))}
      />
      {(coachId || of) && many ? (
        <p>
          <a href={paths.findings(slug, { state, level, risk })} className="inline-block py-3">
            {coachId ? 'Show those of every coach' : 'Show everything of the club'}
          </a>
        </p>
      ) : null}
      {items.length === 0 ? (
        <EmptyState title={state === 'open' ? 'Nothing is open here' : 'Nothing was closed yet'}>
          {state === 'open'
            ? 'Of what was checked. What could not be checked, or not yet, stands with each coach.'
            : 'What a later check sees mended will be here, with its history.'}
        </EmptyState>
      ) : (
        <FindingList
          slug={slug}
          findings={items}
          now={ctx.now}
          label={titleOf(asked, whose)}
          coachShown={many}
        />
      )}
      <Pagination
        label="Pages"
        previous={
          previous && paths.findings(slug, { state, level, risk, ...only, before: previous })
        }
        next={next && paths.findings(slug, { state, level, risk, ...only, after: next })}
      />
    </>
  )
}

const filters = [
  { words: 'All open', state: 'open', level: undefined, risk: undefined },
  { words: 'Must be mended', state: 'open', level: 'MUST', risk: undefined },
  { words: 'Advice', state: 'open', level: 'SHOULD', risk: undefined },
  { words: 'Risks', state: 'open', level: undefined, risk: 'accepted' },
  { words: 'Closed', state: 'closed', level: undefined, risk: undefined },
] as const

function titleOf({ state, of }: Asked, coachName: string | null): string {
  const what = state === 'open' ? 'What is to mend' : 'What was to mend'
  const whose = of ? 'the club’s own Zoom account' : coachName
  return whose ? `${what}: ${whose}` : what
}
