import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { listStatements } from '#lib/statements/list-statements'
import { EmptyState } from '../../components/empty-state'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { Done } from '../done'
import { AskedOfClub } from './asked-of-club'
import { StatementCard } from './statement-card'

export const metadata: Metadata = { title: 'Statements' }

/** What people of the club stated where Zoom cannot tell: who, when, until when, and who else looked. */
export default async function StatementsPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/statements'>) {
  const { organisation: slug } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.statements(slug))
  const { inForce, ended, asked } = await orNotFound(listStatements(ctx, {}))
  const officer = mayRole(ctx.roles, 'statement.verify')
  return (
    <>
      <h1>{headline(inForce.length)}</h1>
      <Done done={done} />
      <p>
        A statement is somebody’s word on what Zoom does not tell us. Each has a name, a day and an
        end.
      </p>
      {inForce.length > 0 ? null : (
        <EmptyState title="Nobody has stated anything yet">
          Where a rule says “State this”, Zoom never tells us. Whoever has looked can say so there.
          What they state is listed here.
        </EmptyState>
      )}
      {inForce.length === 0 ? null : (
        <section className="grid gap-3">
          <h2>What counts now</h2>
          {inForce.map((statement) => (
            <StatementCard key={statement.statementId} {...{ slug, statement }} now={ctx.now} />
          ))}
        </section>
      )}
      {officer ? (
        <AskedOfClub slug={slug} clubId={ctx.organisation.id} asked={asked} now={ctx.now} />
      ) : null}
      {ended.length === 0 ? null : (
        <section className="grid gap-3">
          <h2>What counts no more</h2>
          {ended.map((statement) => (
            <StatementCard key={statement.statementId} {...{ slug, statement }} now={ctx.now} />
          ))}
        </section>
      )}
    </>
  )
}

const headline = (count: number): string =>
  count === 0
    ? 'Nothing rests on somebody’s word'
    : `${count} ${count === 1 ? 'rule rests' : 'rules rest'} on somebody’s word`
