import type { Context } from '#lib/context'
import * as paths from '#lib/core/paths'
import { proofSentences } from '#lib/core/proof/words'
import { signOffFaces } from '#lib/core/sign-offs/words'
import { signOffsOfCoach, type CoachSignOff } from '#lib/sign-offs/sign-offs-of-coach'
import { Row, Rows } from '../../../components/rows'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'
import { orNotFound } from '../../../edge/or-not-found'

/** What somebody is asked to sign and has signed, each with its author and its day. */
export async function Signed({
  ctx,
  coachId,
  officer,
}: {
  ctx: Context
  coachId: string
  officer: boolean
}) {
  const all = await orNotFound(signOffsOfCoach(ctx, { coachId }))
  if (all.length === 0) return null
  const { slug } = ctx.organisation
  const href = officer ? paths.signOffOf : paths.signOff
  return (
    <section aria-labelledby="signed" className="grid gap-3">
      <h2 id="signed">Read and agreed</h2>
      <Rows>
        {all.map((each) => (
          <Row
            key={each.requestId}
            title={each.title}
            href={href(slug, each.requestId)}
            detail={<Known each={each} now={ctx.now} />}
            roomy
          >
            <StatusTag status={signOffFaces[each.state].face}>
              {signOffFaces[each.state].word}
            </StatusTag>
          </Row>
        ))}
      </Rows>
    </section>
  )
}

function Known({
  each: { signed, dueAt, rules, version },
  now,
}: {
  each: CoachSignOff
  now: Date
}) {
  const of = version === null ? '' : `Version ${version}. `
  if (!signed) {
    return (
      <>
        {of}Due by <Time at={dueAt} now={now} as="date" />.
      </>
    )
  }
  return (
    <>
      {of}
      {proofSentences.signed(signed.by)} on <Time at={signed.at} now={now} as="date" />.
      {rules.length === 0
        ? ''
        : ` It answers ${rules.length === 1 ? 'rule' : 'rules'} ${rules.join(', ')}.`}
    </>
  )
}
