import type { Context } from '#lib/context'
import { builtInBenchmarks } from '#lib/core/benchmarks/built-in-benchmarks'
import * as paths from '#lib/core/paths'
import { listAccountResults } from '#lib/zoom-accounts/list-account-results'
import { Disclosure } from '../../components/disclosure'
import { ResultList } from '../result-list'

/** Every rule as it stands for the account and for each group in it, folded away one by one. */
export async function AccountResults({ ctx }: { ctx: Context }) {
  const { subjects, bodies } = await listAccountResults(ctx, {})
  if (subjects.length === 0) return null
  return (
    <section className="grid gap-3">
      <h2>Every rule in the account</h2>
      {subjects.map(({ subjectId, groupName, rows }) => (
        <Disclosure
          key={subjectId}
          summary={groupName === null ? 'For everybody in it' : `For the group “${groupName}”`}
        >
          <ResultList slug={ctx.organisation.slug} rows={rows} bodies={bodies} now={ctx.now} />
        </Disclosure>
      ))}
      <p className="text-ink-soft">
        There are other rules, written for companies. See the account beside{' '}
        {builtInBenchmarks.map(({ id, name }) => (
          <a key={id} href={paths.zoomBenchmark(ctx.organisation.slug, id)}>
            the {name}
          </a>
        ))}
        .
      </p>
    </section>
  )
}
