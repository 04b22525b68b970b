import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { getStatement } from '#lib/statements/get-statement'
import { Confirm } from '../../../../components/confirm'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { withdraw } from '../../actions'
import { aboutWhat } from '../../statement-card'

export const metadata: Metadata = { title: 'Take a statement back' }

/** Asks before a statement is taken back: what it stood in for is not known again. */
export default async function WithdrawStatementPage({
  params,
}: PageProps<'/[organisation]/statements/[statementId]/withdraw'>) {
  const { organisation: slug, statementId } = await params
  const ctx = await pageContext(slug, paths.statementWithdraw(slug, statementId))
  const statement = await orNotFound(getStatement(ctx, { statementId }))
  if (statement.state !== 'in_force') notFound()
  return (
    <Confirm
      title="Take this statement back?"
      action={withdraw.bind(null, slug)}
      verb="Take it back"
      cancel={paths.statements(slug)}
      hidden={{ statementId }}
    >
      <p>{aboutWhat(statement)}:</p>
      <blockquote className="border-l-4 border-line-strong pl-4">{statement.words}</blockquote>
      <p>From then on it counts as not known. It stays on record that it was stated.</p>
    </Confirm>
  )
}
