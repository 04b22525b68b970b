import type { Metadata } from 'next'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { signOffFilters, signOffFilterWords } from '#lib/core/sign-offs/filters'
import { listSignOffs } from '#lib/sign-offs/list-sign-offs'
import { signOffsByPolicy, type SignOffCounts } from '#lib/sign-offs/sign-offs-by-policy'
import { EmptyState } from '../../components/empty-state'
import { Pagination } from '../../components/pagination'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { Done } from '../done'
import { FilterLinks } from '../filter-links'
import { askedOf, type Asked } from './asked'
import { ByPolicy } from './by-policy'
import { ChaseCard } from './chase-card'
import { DrillCard } from './drill-card'
import { SignOffRows } from './sign-off-rows'

export const metadata: Metadata = { title: 'Sign-offs' }

/** Who of the club has agreed to what, who has not, and since when; with one button to remind them. */
export default async function SignOffsPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/sign-offs'>) {
  const { organisation: slug } = await params
  const search = await searchParams
  const asked = askedOf(search)
  const ctx = await pageContext(slug, paths.signOffs(slug, asked))
  const counts = await orNotFound(signOffsByPolicy(ctx, {}))
  const { policy: policyId, ...list } = asked
  const page = await orNotFound(listSignOffs(ctx, { policyId, ...list }))
  const { items, previous, next } = page
  const of = counts.find((each) => each.policyId !== null && each.policyId === policyId)
  const toPage = (key: 'after' | 'before', at?: string) =>
    at && paths.signOffs(slug, { show: asked.show, policy: policyId, [key]: at })
  return (
    <>
      <h1>{headline(counts)}</h1>
      <Done done={search['done']} />
      {counts.length === 0 ? (
        <EmptyState title="Nobody is asked to sign anything yet">
          Adopt a policy, or publish one of your own. Then everybody whom it is for is asked to read
          it and agree.
        </EmptyState>
      ) : (
        <>
          <ChaseCard slug={slug} counts={of ? [of] : counts} policyId={of?.policyId ?? null} />
          <ByPolicy slug={slug} counts={counts} chosen={policyId} now={ctx.now} />
          <section aria-labelledby="who" className="grid gap-3">
            <h2 id="who">{of ? `Who: ${of.title}` : 'Who'}</h2>
            <Filters slug={slug} asked={asked} />
            {items.length === 0 ? <p>Nobody here.</p> : null}
            <SignOffRows slug={slug} items={items} now={ctx.now} />
            <Pagination previous={toPage('before', previous)} next={toPage('after', next)} />
          </section>
        </>
      )}
      <DrillCard slug={slug} drill={counts.find(({ words }) => words === 'drill')} />
    </>
  )
}

function headline(counts: readonly SignOffCounts[]): string {
  const open = counts.reduce((sum, each) => sum + each.asked - each.agreed, 0)
  if (counts.length === 0) return 'Sign-offs'
  return open === 0 ? 'Everybody has agreed to everything' : `${counted(open, 'answer')} to come`
}

const Filters = ({
  slug,
  asked: { show = 'not_signed', policy },
}: {
  slug: string
  asked: Asked
}) => (
  <FilterLinks
    label="Show"
    links={signOffFilters.map((each) => ({
      words: signOffFilterWords[each],
      href: paths.signOffs(slug, { show: each, policy }),
      current: each === show,
    }))}
  />
)
