import { counted } from '#lib/core/dates'
import type { BenchmarkResult } from '#lib/core/benchmarks/evaluate-benchmark'
import { Disclosure } from '../../../../components/disclosure'
import { Row, Rows } from '../../../../components/rows'
import { StatusTag } from '../../../../components/status-tag'

/** A benchmark's rules by what came of them; those that nobody should follow apart from the rest. */
export function BenchmarkResults({ results }: { results: readonly BenchmarkResult[] }) {
  const sound = results.filter(({ rule }) => rule.conflict === undefined)
  const unsafe = results.filter(({ rule }) => rule.conflict !== undefined)
  const told = sound.filter(({ rule }) => rule.decided.by === 'settings')
  const untold = sound.filter(({ rule }) => rule.decided.by !== 'settings')
  const of = (result: BenchmarkResult['result']) => told.filter((each) => each.result === result)
  const unmet = of('not_met')
  return (
    <>
      {unmet.length === 0 ? null : (
        <section className="grid gap-3">
          <h2>Not as it asks</h2>
          <Items results={unmet} />
        </section>
      )}
      {unsafe.length === 0 ? null : (
        <section className="grid gap-3">
          <h2>Do not follow these where children are coached</h2>
          <Items results={unsafe} />
        </section>
      )}
      <div className="grid">
        <Folded what="that could not be checked" results={of('could_not_check')} />
        <Folded what="as it asks" results={of('met')} />
        <Folded what="for you to look at in Zoom, or to decide" results={untold} />
      </div>
    </>
  )
}

function Folded({ what, results }: { what: string; results: readonly BenchmarkResult[] }) {
  if (results.length === 0) return null
  return (
    <Disclosure summary={`${counted(results.length, 'rule')} ${what}`}>
      <Items results={results} />
    </Disclosure>
  )
}

/** Of a rule that nobody should follow: to meet it is not good, and not to meet it is not bad. */
const plainWords: Partial<Record<BenchmarkResult['result'], string>> = {
  met: 'Your account has it so',
  not_met: 'Your account does not have it so',
}

function Items({ results }: { results: readonly BenchmarkResult[] }) {
  return (
    <Rows>
      {results.map(({ rule, result, because }) => (
        <Row
          key={rule.id}
          roomy
          title={rule.title}
          detail={
            <>
              <span className="block">{because}</span>
              {rule.conflict === undefined ? null : (
                <span className="block font-[650]">{rule.conflict}</span>
              )}
              <span className="block text-[0.98rem] text-ink-soft">
                rule {rule.id}
                {rule.grade === null ? '' : `, grade ${rule.grade}`}
              </span>
            </>
          }
        >
          {rule.conflict === undefined || plainWords[result] === undefined ? (
            <StatusTag status={result} />
          ) : (
            <span>{plainWords[result]}</span>
          )}
        </Row>
      ))}
    </Rows>
  )
}
