import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { BenchmarkRule } from '#lib/core/benchmarks/benchmark-rule'
import { builtInBenchmarks } from '#lib/core/benchmarks/built-in-benchmarks'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { BackLink } from '../../components/back-link'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page-layout'
import { Table, type Column } from '../../components/table'

type Props = PageProps<'/rules/[benchmarkId]'>

async function benchmarkOf({ params }: Props) {
  const { benchmarkId } = await params
  return builtInBenchmarks.find(({ id }) => id === benchmarkId) ?? notFound()
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await benchmarkOf(props)).name }
}

const number: Column<BenchmarkRule> = {
  heading: 'Rule',
  cell: ({ id, grade }) => (grade === null ? id : `${id}, grade ${grade}`),
}
const asks: Column<BenchmarkRule> = { heading: 'What it asks for', cell: ({ title }) => title }
const how: Column<BenchmarkRule> = {
  heading: 'How it is known',
  cell: ({ decided }) => howWords[decided.by],
}

const howWords = {
  settings: 'Zoom tells it',
  person: 'A person has to say',
  nothing: 'Zoom does not tell it',
} as const satisfies Record<BenchmarkRule['decided']['by'], string>
const risk: Column<BenchmarkRule> = { heading: 'What it risks', cell: ({ conflict }) => conflict }

/** A list that others made for companies, and where it contradicts what keeps children safe. */
export default async function BenchmarkPage(props: Props) {
  const benchmark = await benchmarkOf(props)
  const { rules } = benchmark
  const risky = rules.filter(({ conflict }) => conflict !== undefined)
  return (
    <Page who={null}>
      <BackLink href={paths.allRules()}>Back to the rules</BackLink>
      <h1>{benchmark.name}</h1>
      <Notice title="These are not the rules for children’s sessions">
        <p>
          They were written to keep a company’s account safe. No club is held to them here. A club
          that has its own Zoom account can see how it stands beside them.
        </p>
      </Notice>
      <Table
        caption={`Do not follow these ${counted(risky.length, 'rule')} where children are coached`}
        captionShown
        columns={[number, asks, risk]}
        items={risky}
        itemKey={({ id }) => id}
      />
      <Table
        caption={`All ${counted(rules.length, 'rule')}`}
        captionShown
        columns={[number, asks, how]}
        items={rules}
        itemKey={({ id }) => id}
      />
    </Page>
  )
}
