import type { Context } from '../context'
import { notFound } from '../core/errors'
import { listStatements, type ListedStatement } from './list-statements'

/** One of the newest statements of the club, for who may see it. Throws `not_found`. */
export async function getStatement(
  ctx: Context,
  { statementId }: { statementId: string },
): Promise<ListedStatement> {
  const { inForce, ended } = await listStatements(ctx, {})
  const found = [...inForce, ...ended].find((each) => each.statementId === statementId)
  if (!found) throw notFound()
  return found
}
