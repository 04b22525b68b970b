import type { Metadata } from 'next'
import type { Context } from '#lib/context'
import { causesWords } from '#lib/core/cause-words'
import { counted } from '#lib/core/dates'
import type { Cause } from '#lib/core/group-findings'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { listCauses } from '#lib/findings/list-causes'
import { listFindings } from '#lib/findings/list-findings'
import type { CausedFinding } from '#lib/findings/with-accounts'
import { EmptyState } from '../../components/empty-state'
import { Pagination } from '../../components/pagination'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { CauseList } from '../cause-list'
import { FilterLinks } from '../filter-links'
import { FindingList } from '../finding-list'
import { askedOf, type Asked } from './asked'

export const metadata: Metadata = { title: 'What is to mend' }

/** What was found: open, by its cause; or closed, or accepted, one by one. */
export default async function FindingsPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/findings'>) {
  const { organisation: slug } = await params
  const asked = askedOf(await searchParams)
  const ctx = await pageContext(slug, paths.findings(slug, asked))
  const many = mayRole(ctx.roles, 'coach.manage')
  const byCause = asked.state === 'open' && !asked.risk
  const content = await (byCause ? causesOf : oneByOne)({ ctx, asked, many })
  const { state, level, coachId, of, risk } = asked
  const only = { coachId, of }
  return (
    <>
      <h1>{titleOf(asked, many && coachId ? content.whose : null)}</h1>
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
      {content.shown}
    </>
  )
}

type Shown = { ctx: Context; asked: Asked; many: boolean }

const causesOnPage = 50

/** What is open, by its cause, and how much there is to do in how many places. */
async function causesOf({ ctx, asked, many }: Shown) {
  const { level, coachId, of } = asked
  const { causes, more } = await orNotFound(listCauses(ctx, { level, coachId, of }))
  const pages = Math.max(1, Math.ceil(causes.length / causesOnPage))
  const page = Math.min(Number(asked.page ?? 1), pages)
  const from = (page - 1) * causesOnPage
  const pageAt = (number: number) =>
    paths.findings(ctx.organisation.slug, { ...asked, page: String(number) })
  const shown =
    causes.length === 0 ? (
      <Nothing asked={asked} />
    ) : (
      <>
        <HowMany causes={causes} />
        <CauseList
          slug={ctx.organisation.slug}
          causes={causes.slice(from, from + causesOnPage)}
          now={ctx.now}
          label={titleOf(asked, null)}
          coachShown={many}
        />
        {more && page === pages ? <p>And more. They follow as these are mended.</p> : null}
        <Pagination
          label="Pages"
          previous={page > 1 ? pageAt(page - 1) : undefined}
          next={page < pages ? pageAt(page + 1) : undefined}
        />
      </>
    )
  return { shown, whose: causes[0]?.first.coachName ?? null }
}

/** How much must be mended, in how many places; what is only advice is no part of it. */
function HowMany({ causes }: { causes: readonly Cause<CausedFinding>[] }) {
  const musts = causes.filter(({ first }) => first.level === 'MUST')
  if (musts.length === 0) return null
  const places = musts.reduce((sum, { others }) => sum + 1 + others.length, 0)
  const advice = causes.length - musts.length
  const also = advice > 0 ? `, and ${counted(advice, 'piece')} of advice` : ''
  return <p>{`${causesWords(musts.length, places)}${also}.`}</p>
}

async function oneByOne({ ctx, asked, many }: Shown) {
  const { slug } = ctx.organisation
  const { items, previous, next } = await orNotFound(listFindings(ctx, asked))
  const shown = (
    <>
      {items.length === 0 ? (
        <Nothing asked={asked} />
      ) : (
        <FindingList
          ofRisks={asked.risk !== undefined}
          slug={slug}
          findings={items}
          now={ctx.now}
          label={titleOf(asked, null)}
          coachShown={many}
        />
      )}
      <Pagination
        label="Pages"
        previous={
          previous && paths.findings(slug, { ...asked, after: undefined, before: previous })
        }
        next={next && paths.findings(slug, { ...asked, before: undefined, after: next })}
      />
    </>
  )
  return { shown, whose: items[0]?.coachName ?? null }
}

function Nothing({ asked: { state, risk } }: { asked: Asked }) {
  if (risk) {
    return (
      <EmptyState title="No risk is accepted now">
        What somebody asks to accept, and what two people accepted, will be here.
      </EmptyState>
    )
  }
  return (
    <EmptyState title={state === 'open' ? 'Nothing is open here' : 'Nothing was closed yet'}>
      {state === 'open'
        ? 'Of what was checked. What could not be checked, or not yet, stands with each coach.'
        : 'What a later check sees mended will be here, with its history.'}
    </EmptyState>
  )
}

const filters = [
  { words: 'All open', state: 'open', level: undefined, risk: undefined },
  { words: 'Must be mended', state: 'open', level: 'MUST', risk: undefined },
  { words: 'Advice', state: 'open', level: 'SHOULD', risk: undefined },
  { words: 'Risks', state: 'open', level: undefined, risk: 'accepted' },
  { words: 'Closed', state: 'closed', level: undefined, risk: undefined },
] as const

function titleOf({ state, of, risk }: Asked, coachName: string | null): string {
  const what = risk ? 'Risks' : state === 'open' ? 'What is to mend' : 'What was to mend'
  const whose = of ? 'the club’s own Zoom account' : coachName
  return whose ? `${what}: ${whose}` : what
}
