import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { Meetings } from '#lib/meetings/list-meetings'
import { Button } from '../../../components/button'
import { Disclosure } from '../../../components/disclosure'
import { Form } from '../../../components/form'
import { Notice } from '../../../components/notice'
import { sort } from './actions'
import { MeetingChoices } from './meeting-choices'

/** What is to be sorted in one connection, and below it what was said before, to be changed. */
export function SortingForm({ list, now }: { list: Meetings; now: Date }) {
  const { unsorted, sessions, clubs, more } = list
  return (
    <div className="grid gap-7">
      {clubs.length === 0 ? (
        <Notice tone="information" title="No club sees this Zoom account">
          <p>
            So a meeting can only be private. <a href={paths.zoom(paths.ownSlug)}>Share it</a> with
            a club to choose its sessions.
          </p>
        </Notice>
      ) : null}
      {unsorted.length === 0 ? null : (
        <Form action={sort} className="grid gap-6">
          {unsorted.map((meeting) => (
            <MeetingChoices key={meeting.meetingId} {...{ meeting, clubs, now }} />
          ))}
          <p className="text-ink-soft">You may leave some for later.</p>
          <Button>Save what I chose</Button>
        </Form>
      )}
      {more ? <p>There are more. They follow when these are sorted.</p> : null}
      <Said list={list} now={now} />
      {sessions.length === 0 && unsorted.length === 0 && list.private.length === 0 ? (
        <p>We have seen no coming meetings yet. They are looked for at every check.</p>
      ) : null}
    </div>
  )
}

function Said({ list, now }: { list: Meetings; now: Date }) {
  const { sessions, clubs } = list
  const said = [...sessions, ...list.private]
  if (said.length === 0) return null
  const summary = `${counted(sessions.length, 'club session')}, ${counted(list.private.length, 'private meeting')}: change what you said`
  return (
    <Disclosure summary={summary}>
      <p>
        A private meeting has no name here, because we forgot it. Make it a session, and its name
        comes back with the next check.
      </p>
      <Form action={sort} className="grid gap-6">
        {sessions.map((meeting) => (
          <MeetingChoices
            key={meeting.meetingId}
            chosen={meeting.clubIds}
            {...{ meeting, clubs, now }}
          />
        ))}
        {list.private.map((meeting) => (
          <MeetingChoices
            key={meeting.meetingId}
            chosen={['private']}
            {...{ meeting, clubs, now }}
          />
        ))}
        <Button>Save the changes</Button>
      </Form>
    </Disclosure>
  )
}
