import { counted } from '#lib/core/dates'
import type { ChangeGroup } from '#lib/core/mends/run'
import type { RunSession } from '#lib/mends/run-items'
import { Changes } from '../../components/changes'
import { Disclosure } from '../../components/disclosure'
import { Fact, Facts } from '../../components/facts'
import { Time } from '../../components/time'
import { sessionName } from '../session-list'

/** What changes in many sessions: what is the same is said once, with how many it concerns. */
export function GroupedChanges({ groups }: { groups: readonly ChangeGroup[] }) {
  return (
    <Facts>
      {groups.map(({ path, name, from, to, sessions }) => (
        <Fact key={`${path} ${from} ${to}`} name={name}>
          <span className="sr-only">from </span>
          <s className="text-ink-soft">{from}</s>
          <span className="sr-only"> to</span> <b>{to}</b>, in {counted(sessions, 'session')}
        </Fact>
      ))}
    </Facts>
  )
}

/** The same, session by session, for those who want to see each. */
export function EverySession({
  sessions,
  now,
}: {
  sessions: readonly Pick<
    RunSession,
    'meetingId' | 'coachName' | 'topic' | 'startsAt' | 'isOneTime' | 'changes'
  >[]
  now: Date
}) {
  return (
    <Disclosure summary="Every session, one by one">
      <ul className="grid gap-4">
        {sessions.map(({ meetingId, coachName, topic, startsAt, isOneTime, changes }) => (
          <li key={meetingId} className="grid gap-1">
            <b>{sessionName(topic)}</b>
            <span className="text-ink-soft">
              {coachName ? `${coachName}, ` : null}
              {startsAt ? <Time at={startsAt} now={now} as="when" /> : 'No fixed time'}
              {isOneTime ? ', this time only' : null}
            </span>
            <Changes changes={changes} />
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
