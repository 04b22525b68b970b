import * as paths from '#lib/core/paths'
import type { StatementAsked } from '#lib/core/proof/asked'
import { ruleTitle } from '#lib/core/proof/statement-words'
import type { ListedStatement } from '#lib/statements/list-statements'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'

/** The rules that no Zoom ever tells, and that the club is asked to state. */
export function AskedOfClub({
  slug,
  clubId,
  asked,
  inForce,
}: {
  slug: string
  clubId: string
  asked: readonly StatementAsked[]
  inForce: readonly ListedStatement[]
}) {
  const isStated = (rule: string) =>
    inForce.some((each) => each.rule === rule && each.subject.subjectKind === 'club')
  return (
    <section className="grid gap-3">
      <h2>What your rules ask the club to state</h2>
      {asked.length === 0 ? (
        <p>Nothing yet. Your governing body’s rules ask for no statement of the whole club.</p>
      ) : (
        <Rows>
          {asked.map(({ rule }) => (
            <Row
              key={rule}
              title={ruleTitle(rule, 'club')}
              href={paths.statementNew(slug, { rule, subjectKind: 'club', subjectId: clubId })}
            >
              <StatusTag status={isStated(rule) ? 'stated' : 'not_checked'}>
                {isStated(rule) ? 'Stated' : 'Not stated yet'}
              </StatusTag>
            </Row>
          ))}
        </Rows>
      )}
    </section>
  )
}
