import { evaluateMeeting, evaluateUser } from '../core/evaluate'
import { noneExempt, type ExemptRules } from '../core/profiles/exempt-categories'
import type { Profile } from '../core/profiles/profile'
import type { Reading } from '../core/readings'
import type { ControlResult } from '../core/results'
import type { Verdict } from '../findings/verdict'
import { byKind, type DeliveredReading } from './delivered-readings'

type Judged = {
  readonly connectionId: string
  /** The club's sessions that are still to come. */
  readonly sessionIds: readonly string[]
  /** The audit read everything. One that did not closes nothing, whatever it did read. */
  readonly complete: boolean
  /** Which rules do not hold for a session or, with null, anywhere in the club. */
  readonly exemptFor?: (sessionId: string | null) => ExemptRules
}

/**
 * What the profile's controls make of an account and of each coming session that the audit asked
 * for. A session that it did not ask for, because it became one meanwhile, has no verdict.
 */
export function verdictsOf(
  profile: Profile,
  delivered: readonly DeliveredReading[],
  { connectionId, sessionIds, complete, exemptFor = () => noneExempt }: Judged,
): Verdict[] {
  const ofAccount = delivered.filter((each) => each.bodyKind !== 'meeting')
  const account = byKind(ofAccount)
  const meetings = new Map(
    delivered.filter((each) => each.bodyKind === 'meeting').map((each) => [each.subjectId, each]),
  )
  const verdict = verdictFrom(complete)
  const user = { subjectKind: 'user', subjectId: connectionId } as const
  const ofUser = evaluateUser(profile, account, exemptFor(null)).map((each) =>
    verdict(user, ofAccount, each),
  )
  const ofSessions = sessionIds.flatMap((sessionId) => {
    const meeting = meetings.get(sessionId)
    if (!meeting) return []
    const session = { subjectKind: 'meeting', subjectId: sessionId } as const
    const rests = [...ofAccount, meeting]
    return evaluateMeeting(profile, account, meeting.reading, exemptFor(sessionId)).map((each) =>
      verdict(session, rests, each),
    )
  })
  return [...ofUser, ...ofSessions]
}

/** A control's result as what is recorded of a subject, with what it rests on. */
export const verdictFrom =
  (complete: boolean) =>
  (
    subject: Pick<Verdict, 'subjectKind' | 'subjectId'>,
    restsOn: readonly DeliveredReading[],
    { control, version, level, result, reason, because, derived, exempt }: ControlResult,
  ): Verdict => ({
    ...subject,
    control,
    controlVersion: version,
    level,
    result,
    reason: reason ?? null,
    because,
    derived,
    ...(exempt ? { exempt } : {}),
    complete: complete && restsOn.every(({ reading }) => isAnswer(reading)),
    readings: restsOn.flatMap(({ hash }) => hash ?? []).toSorted(),
  })

/** What Zoom never tells on this plan is no gap: else nothing could ever close there. */
const isAnswer = (reading: Reading) => reading.read || reading.reason === 'not_readable'
