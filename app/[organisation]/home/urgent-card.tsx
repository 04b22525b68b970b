import type { Context } from '#lib/context'
import { isOnNow, onNowWords } from '#lib/core/coming-time'
import { counted, formatRelative, formatSessionTime, formatWhen } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { firstName, letterTo, midSentence } from '#lib/core/wording'
import { pageAddress } from '#lib/page-address'
import type { UnsafeSession } from '#lib/sessions/unsafe-session'
import { Card, CardFoot } from '../../components/card'
import { Proof } from '../../components/proof'
import { StatusTag } from '../../components/status-tag'
import { AskHost } from '../ask-host'
import { sessionName } from '../session-list'

/** A session of the coming day that breaks a MUST. The next of them is the page's one heavy card. */
export function UrgentCard({
  ctx,
  unsafe,
  heavy,
}: {
  ctx: Context
  unsafe: UnsafeSession
  heavy: boolean
}) {
  const { now, organisation } = ctx
  const { slug } = organisation
  const { session, mends, checkedAt } = unsafe
  const { startsAt, topic, coachName, sessionId } = session
  const [first, ...more] = mends
  const onNow = isOnNow(now, startsAt)
  return (
    <Card urgent={heavy}>
      <StatusTag status="not_met">{tagOf(now, startsAt)}</StatusTag>
      <h2>
        {sessionName(topic)}: {first ? midSentence(first.headline) : 'something must be mended'}
      </h2>
      <p>
        {startsAt && !onNow ? `It begins ${formatRelative(now, startsAt)}.` : null} The coach is{' '}
        {coachName}.
      </p>
      {more.length === 0 ? null : (
        <>
          <p>
            {counted(more.length, 'more thing')} to mend {onNow ? 'now' : 'before then'}:
          </p>
          <ul className="grid list-disc gap-1 pl-5">
            {more.map(({ control, headline }) => (
              <li key={control}>{headline}</li>
            ))}
          </ul>
        </>
      )}
      <Proof at={checkedAt} now={now} />
      <AskForIt ctx={ctx} unsafe={unsafe} />
      <CardFoot>
        <a
          href={
            first?.findingId && more.length === 0
              ? paths.finding(slug, first.findingId)
              : paths.session(slug, sessionId)
          }
        >
          See what is wrong
        </a>
      </CardFoot>
    </Card>
  )
}

function AskForIt({ ctx, unsafe }: { ctx: Context; unsafe: UnsafeSession }) {
  const { coachId, coachName } = unsafe.session
  const about = aboutWhat(unsafe)
  if (!about || ctx.coachId === coachId) return null
  return (
    <AskHost
      ctx={ctx}
      about={about}
      coach={{ coachId, name: coachName }}
      letter={letter(ctx.organisation.slug, unsafe, ctx.now)}
      look="primary"
    />
  )
}

/** All that the session sets for itself at once; or what alone is wrong, wherever it is set. */
function aboutWhat({ session: { sessionId }, mends }: UnsafeSession) {
  const own = mends.filter(({ isOwn, findingId }) => isOwn && findingId !== null)
  if (own.length > 1) return { subjectKind: 'session' as const, subjectId: sessionId }
  const subjectId = (own[0] ?? mends[0])?.findingId ?? null
  return subjectId === null ? null : { subjectKind: 'finding' as const, subjectId }
}

function tagOf(now: Date, at: Date | null): string {
  if (isOnNow(now, at)) return `${onNowWords(now, at)}: not safe`
  return `Not safe yet: ${at ? formatSessionTime(now, at) : 'soon'}`
}

function letter(slug: string, { session, coachEmail, mends }: UnsafeSession, now: Date): string {
  const { coachName, startsAt, sessionId } = session
  const when = startsAt ? ` ${formatWhen(now, startsAt)}` : ''
  const onNow = isOnNow(now, startsAt)
  return letterTo(coachEmail, `To mend ${onNow ? 'in' : 'before'} your session`, [
    `Hello ${firstName(coachName)},`,
    onNow
      ? 'Your session is on now. This has to be mended in Zoom at once:'
      : `Before your session${when} this has to be mended in Zoom:`,
    mends.map(({ headline }) => `- ${headline}`).join('\n'),
    `Here it says how, step by step: ${pageAddress(paths.session(slug, sessionId))}`,
    'Please press “Check again” there when it is done. Thank you!',
  ])
}
