import { counted } from '#lib/core/dates'
import { isFresh } from '#lib/core/freshness'
import * as paths from '#lib/core/paths'
import type { ToDoList, ZoomStep } from '#lib/core/to-do'
import type { Connection } from '#lib/zoom-connections/list-connections'
import { ButtonLink } from '../components/button'
import { Card, CardFoot } from '../components/card'
import { Proof } from '../components/proof'
import { StatusTag, type Status } from '../components/status-tag'

type Words = { face: Status; tag: string; title: string; say: string; verb: string }

const words: Readonly<Record<Exclude<ZoomStep, 'connected' | 'none'>, Words>> = {
  connect: {
    face: 'not_checked',
    tag: 'Not connected',
    title: 'Connect Zoom',
    say: 'Then we can check that your sessions are safe. You say yes at Zoom, and come back here.',
    verb: 'Connect Zoom',
  },
  connect_again: {
    face: 'could_not_check',
    tag: 'Could not check',
    title: 'Connect Zoom again',
    say: 'Your Zoom account is not connected any more, so nobody knows if your sessions are safe.',
    verb: 'Connect Zoom again',
  },
  grant_more: {
    face: 'could_not_check',
    tag: 'Could not check all',
    title: 'Connect Zoom again, and leave everything ticked',
    say: 'Zoom does not let us read everything we need. What we cannot read is not known to be safe.',
    verb: 'See what is missing',
  },
  share: {
    face: 'not_checked',
    tag: 'Not shared',
    title: 'A club does not see your Zoom account',
    say: 'It cannot tell if your sessions there are safe. You choose which club sees it.',
    verb: 'Choose who sees it',
  },
}

/** What is to be done about Zoom or, where it is connected, since when all is known. */
export function ZoomCard({
  step,
  connections,
  now,
}: {
  step: ZoomStep
  connections: readonly Connection[]
  now: Date
}) {
  if (step === 'none') return null
  if (step === 'connected') return <Connected connections={connections} now={now} />
  const { face, tag, title, say, verb } = words[step]
  return (
    <Card urgent={step === 'connect_again'}>
      <StatusTag status={face}>{tag}</StatusTag>
      <h2>{title}</h2>
      <p>{say}</p>
      <CardFoot>
        <ButtonLink href={paths.zoom(paths.ownSlug)}>{verb}</ButtonLink>
      </CardFoot>
    </Card>
  )
}

function Connected({ connections, now }: { connections: readonly Connection[]; now: Date }) {
  const connected = connections.filter(({ state }) => state === 'connected')
  const running = connected.find(({ checkingNow }) => checkingNow)
  const never = connected.some(({ lastCompleteAt }) => lastCompleteAt === null)
  const times = connected.flatMap(({ lastCompleteAt }) => lastCompleteAt ?? [])
  const oldest = never || times.length === 0 ? null : new Date(Math.min(...times.map(Number)))
  return (
    <Card>
      {isFresh(oldest, now) ? (
        <StatusTag status="met">Done</StatusTag>
      ) : (
        <StatusTag status={oldest ? 'out_of_date' : 'not_checked'} />
      )}
      <h3>Connect Zoom</h3>
      <Proof at={oldest} now={now} as="when">
        {oldest && !isFresh(oldest, now) ? 'too long ago to rely on' : null}
      </Proof>
      {running?.auditId ? (
        <a href={paths.audit(paths.ownSlug, running.auditId)} className="inline-block py-2.5">
          A check is running. See it
        </a>
      ) : (
        <a href={paths.zoom(paths.ownSlug)} className="inline-block py-2.5">
          Your Zoom, and check now
        </a>
      )}
    </Card>
  )
}

/** Which meetings are club sessions: to be said, or said. Nothing where no meeting was ever listed. */
export function SortCard({
  list: { unsorted },
  connections,
}: {
  list: ToDoList
  connections: readonly Connection[]
}) {
  if (unsorted > 0) {
    return (
      <Card>
        <StatusTag status="due_soon">To sort</StatusTag>
        <h2>
          {counted(unsorted, 'coming meeting')}:{' '}
          {unsorted === 1 ? 'is it a club session?' : 'which are club sessions?'}
        </h2>
        <p>Only you see them. What you call private is nobody’s business, and we forget it.</p>
        <CardFoot>
          <ButtonLink href={paths.zoomMeetings(paths.ownSlug)}>Sort my meetings</ButtonLink>
        </CardFoot>
      </Card>
    )
  }
  const listed = connections.some(
    ({ state, lastCompleteAt }) => state === 'connected' && lastCompleteAt !== null,
  )
  if (!listed) return null
  return (
    <Card>
      <StatusTag status="met">Done</StatusTag>
      <h3>Say which meetings are club sessions</h3>
      <a href={paths.zoomMeetings(paths.ownSlug)} className="inline-block py-2.5">
        Your meetings
      </a>
    </Card>
  )
}
