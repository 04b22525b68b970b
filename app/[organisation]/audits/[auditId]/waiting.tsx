import type { Audit } from '#lib/audits/get-audit'
import { auditUsual_ms } from '#lib/core/audit-words'
import { Card } from '../../../components/card'
import { Notice } from '../../../components/notice'
import { Progress } from '../../../components/progress'
import { Time } from '../../../components/time'

/** How far the check has come. A club is not told the steps, and the page does not make them up. */
export function Waiting({
  audit: { stage, progress, queuedAt, askAgainAt },
  now,
  isOwn,
  lookAgain,
}: {
  audit: Audit
  now: Date
  isOwn: boolean
  lookAgain: string
}) {
  const pausedUntil = askAgainAt && askAgainAt > now ? askAgainAt : null
  const late = pausedUntil === null && now.getTime() - queuedAt.getTime() > auditUsual_ms
  const steps = progress && progress.total > 0 ? { total: progress.total } : {}
  return (
    <Card as="section">
      {isOwn ? (
        <Progress
          label={stage === 'queued' ? 'Waiting for its turn' : 'Reading your Zoom account'}
          done={progress?.done ?? 0}
          lookAgain={lookAgain}
          {...steps}
        />
      ) : (
        <>
          <h2>{stage === 'judging' ? 'Zoom has answered' : 'Zoom is being asked'}</h2>
          <p>
            {stage === 'judging'
              ? 'What was read is here, and is being held against your rules.'
              : 'The check reads the coach’s own Zoom account, so how far it has come is shown to the coach only. It takes less than a minute as a rule.'}
          </p>
          <p className="text-ink-soft">
            You can leave this page. It goes on without you, and we keep the result.
          </p>
          <a href={lookAgain} className="w-fit py-3 print:hidden">
            Look again
          </a>
        </>
      )}
      {pausedUntil ? (
        <Notice tone="unknown" title="Zoom wants us to wait">
          <p>
            It may be asked only so often. We try again by ourselves{' '}
            <Time at={pausedUntil} now={now} as="when" />.
          </p>
        </Notice>
      ) : null}
      {late ? (
        <Notice tone="unknown" title="This takes longer than it should">
          <p>
            It was asked for <Time at={queuedAt} now={now} as="relative" />. Zoom may be slow to
            answer{isOwn ? '' : ', or the coach may have stopped sharing'}. Until it ends, nothing
            new is known.
          </p>
        </Notice>
      ) : null}
    </Card>
  )
}
