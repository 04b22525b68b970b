import type { Context } from '#lib/context'
import { formatWhen } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { isOfRegister } from '#lib/core/register/finding-words'
import { firstName, letterTo } from '#lib/core/wording'
import type { Finding } from '#lib/findings/get-finding'
import { pageAddress } from '#lib/page-address'
import type { Session } from '#lib/sessions/get-session'
import { ButtonLink } from '../components/button'
import { AskHost } from './ask-host'

/** Asks the coach whose account or session it is to mend a finding. */
export function AskCoach({ ctx, finding }: { ctx: Context; finding: Finding }) {
  const { coachId, coachName, coachEmail, headline, session, sessionStartsAt, findingId } = finding
  const { subjectKind } = finding
  if (coachId === null || coachName === null || coachEmail === null) return null
  const { now, organisation } = ctx
  const coming = sessionStartsAt && sessionStartsAt > now ? formatWhen(now, sessionStartsAt) : null
  if (isOfRegister(subjectKind)) return <WriteToPerson finding={finding} ctx={ctx} />
  const where = session ? `in your session${coming ? ` ${coming}` : ''}` : 'in your Zoom account'
  const letter = letterTo(coachEmail, 'Something to mend in Zoom', [
    `Hello ${firstName(coachName)},`,
    `Touchline found something to mend ${where}: ${headline}.`,
    `Here it says how, step by step: ${pageAddress(paths.finding(organisation.slug, findingId))}`,
    'Please press “Check again” there when it is done. Thank you!',
  ])
  return (
    <AskHost
      ctx={ctx}
      about={{ subjectKind: 'finding', subjectId: findingId }}
      coach={{ coachId, name: coachName }}
      letter={letter}
    />
  )
}

/** What somebody shows or signs is nothing to mend in Zoom: one word from a person is enough. */
function WriteToPerson({ ctx: { organisation }, finding }: { ctx: Context; finding: Finding }) {
  const { coachName, coachEmail, headline, findingId } = finding
  if (coachName === null || coachEmail === null) return null
  const letter = letterTo(coachEmail, `Something to do for ${organisation.name}`, [
    `Hello ${firstName(coachName)},`,
    `Something is missing at the club: ${headline}.`,
    `Here it says how to put it right: ${pageAddress(paths.finding(organisation.slug, findingId))}`,
    'Thank you!',
  ])
  return (
    <ButtonLink href={letter} look="plain" full>
      Write to {firstName(coachName)}
    </ButtonLink>
  )
}

/** Asks the coach of a session to mend all that is open in it. */
export function AskCoachOfSession({ ctx, session }: { ctx: Context; session: Session }) {
  const { sessionId, coachId, coachName, coachEmail, startsAt } = session
  const { now, organisation } = ctx
  const coming = startsAt && startsAt > now ? ` ${formatWhen(now, startsAt)}` : ''
  const letter = letterTo(coachEmail, 'Something to mend before your session', [
    `Hello ${firstName(coachName)},`,
    `Touchline found something to mend in your session${coming}.`,
    `Here it says what, and how: ${pageAddress(paths.session(organisation.slug, sessionId))}`,
    'Please press “Check again” there when it is done. Thank you!',
  ])
  return (
    <AskHost
      ctx={ctx}
      about={{ subjectKind: 'session', subjectId: sessionId }}
      coach={{ coachId, name: coachName }}
      letter={letter}
    />
  )
}
