import type { Metadata } from 'next'
import { cache } from 'react'
import { getBenchmark } from '#lib/benchmarks/get-benchmark'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { BackLink } from '../../../../components/back-link'
import { Disclosure } from '../../../../components/disclosure'
import { EmptyState } from '../../../../components/empty-state'
import { Notice } from '../../../../components/notice'
import { Time } from '../../../../components/time'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { BenchmarkResults } from './benchmark-results'

type Props = PageProps<'/[organisation]/zoom/benchmarks/[benchmarkId]'>

const read = cache(async (slug: string, benchmarkId: string) => {
  const ctx = await pageContext(slug, paths.zoomBenchmark(slug, benchmarkId))
  return { ctx, ...(await orNotFound(getBenchmark(ctx, { benchmarkId }))) }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { organisation: slug, benchmarkId } = await params
  return { title: (await read(slug, benchmarkId)).benchmark.name }
}

/** The club's own Zoom account beside a benchmark of others, which nobody here is judged by. */
export default async function BenchmarkPage({ params }: Props) {
  const { organisation: slug, benchmarkId } = await params
  const { ctx, benchmark, subjects, lastAskedAt } = await read(slug, benchmarkId)
  const ofPeople = benchmark.rules.length - (subjects[0]?.results.length ?? 0)
  return (
    <>
      <BackLink href={paths.zoom(slug)}>Back to the club’s Zoom</BackLink>
      <h1>{benchmark.name}</h1>
      <Notice title="These are not your governing body’s rules">
        <p>
          They were written to keep a company’s account safe. Nothing on this page counts for or
          against your club. Where they ask for something that puts children at risk, we say so:
          then follow your governing body.
        </p>
      </Notice>
      {subjects.length === 0 ? (
        <EmptyState title="Nothing to compare yet">
          We have to look at the club’s own Zoom account first. That takes a few minutes.
        </EmptyState>
      ) : null}
      {lastAskedAt && subjects.length > 0 ? (
        <p>
          As we read it in Zoom <Time at={lastAskedAt} now={ctx.now} as="relative" />.
          {ofPeople > 0
            ? ` ${counted(ofPeople, 'rule')} about each person’s own settings ${ofPeople === 1 ? 'is' : 'are'} not here.`
            : null}
        </p>
      ) : null}
      {subjects.map(({ subjectId, groupName, results }) =>
        groupName === null ? (
          <BenchmarkResults key={subjectId} results={results} />
        ) : (
          <Disclosure key={subjectId} summary={`For the group “${groupName}”`}>
            <BenchmarkResults results={results} />
          </Disclosure>
        ),
      )}
    </>
  )
}
