import { counted } from '#lib/core/dates'
import { isFresh } from '#lib/core/freshness'
import * as paths from '#lib/core/paths'
import type { ToDoList, ZoomStep } from '#lib/core/to-do'
import type { Connection } from '#lib/zoom-connections/list-connections'
import type { Face } from '#lib/core/status'
import { ButtonLink } from '../components/button'
import { Card, CardFoot } from '../components/card'
import { Proof } from '../components/proof'
import { Row, Rows } from '../components/rows'
import { StatusTag } from '../components/status-tag'

type Words = { face: Face; tag: string; title: string; say: string; verb: string }

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

/** What is to be done about Zoom; nothing where it is connected, or where nobody asks for it. */
export function ZoomCard({ step, urgent }: { step: ZoomStep; urgent: boolean }) {
  if (step === 'none' || step === 'connected') return null
  const { face, tag, title, say, verb } = words[step]
  return (
    <Card urgent={urgent && step === 'connect_again'}>
      <StatusTag status={face}>{tag}</StatusTag>
      <h2>{title}</h2>
      <p>{say}</p>
      <CardFoot>
        <ButtonLink href={paths.zoom(paths.ownSlug)}>{verb}</ButtonLink>
      </CardFoot>
    </Card>
  )
}

/** Meetings of which it is not yet said whose they are. */
export function SortCard({ unsorted }: { unsorted: number }) {
  if (unsorted === 0) return null
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

/** What is done, and since when that is known. Not done any more where it was too long ago. */
export function DoneRows({
  list: { zoom, unsorted },
  connections,
  now,
}: {
  list: ToDoList
  connections: readonly Connection[]
  now: Date
}) {
  const connected = connections.filter(({ state }) => state === 'connected')
  if (zoom !== 'connected') return null
  const times = connected.map(({ lastCompleteAt }) => lastCompleteAt)
  const oldest = times.reduce((one, other) => (one && other && other < one ? other : one && other))
  const running = connected.find(({ checkingNow }) => checkingNow)
  return (
    <section aria-labelledby="done" className="grid gap-3.5 not-first:pt-3">
      <h2 id="done">Done</h2>
      <Rows>
        <Row
          title="Zoom is connected"
          href={
            running?.auditId
              ? paths.audit(paths.ownSlug, running.auditId)
              : paths.zoom(paths.ownSlug)
          }
          detail={
            running ? 'A check is running' : <Proof at={oldest ?? null} now={now} as="when" />
          }
        >
          {isFresh(oldest ?? null, now) ? (
            <StatusTag status="met">Done</StatusTag>
          ) : (
            <StatusTag status={oldest ? 'out_of_date' : 'not_checked'} />
          )}
        </Row>
        {unsorted === 0 && oldest ? (
          <Row title="Your meetings are sorted" href={paths.zoomMeetings(paths.ownSlug)}>
            <StatusTag status="met">Done</StatusTag>
          </Row>
        ) : null}
      </Rows>
    </section>
  )
}
