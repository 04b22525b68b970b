import { alsoWords } from '#lib/core/cause-words'
import { isOnNow, onNowWords } from '#lib/core/coming-time'
import { daysBetween, formatDay, formatTime } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { ToMend } from '#lib/core/to-do'
import { ButtonLink } from '../components/button'
import { Card, CardFoot } from '../components/card'
import { Proof } from '../components/proof'
import { Row, Rows } from '../components/rows'
import { StatusTag } from '../components/status-tag'
import { Time } from '../components/time'
import type { OwnFinding } from './own-standings'
import { sessionName } from './session-list'

type Thing = ToMend<OwnFinding>

/** So many in a row are enough for one sitting; the rest follow as these are mended. */
const shown_max = 12

/** What MUST be mended, a card each: the first is the one that matters most. */
export function FindingCards({
  things,
  now,
  urgent,
}: {
  things: readonly Thing[]
  now: Date
  /** False where something more urgent stands above. */
  urgent: boolean
}) {
  return (
    <>
      {things.slice(0, shown_max).map((thing, index) => (
        <FindingCard
          key={thing.finding.findingId}
          thing={thing}
          now={now}
          urgent={urgent && index === 0}
        />
      ))}
      {things.length > shown_max ? (
        <p>And {things.length - shown_max} more. They follow as you mend these.</p>
      ) : null}
    </>
  )
}

/** What is only advice, in short. */
export function AdviceRows({ things }: { things: readonly Thing[] }) {
  if (things.length === 0) return null
  return (
    <section aria-labelledby="advice" className="grid gap-3.5 not-first:pt-3">
      <h2 id="advice">Good to do, too</h2>
      <Rows>
        {things.slice(0, shown_max).map((thing) => (
          <Row
            key={thing.finding.findingId}
            roomy
            title={thing.finding.headline}
            href={paths.finding(thing.slug, thing.finding.findingId)}
            detail={whereOf(thing)}
          >
            <StatusTag status="due_soon">Advice</StatusTag>
          </Row>
        ))}
      </Rows>
    </section>
  )
}

const inARow = new Intl.ListFormat('en-GB', { type: 'conjunction' })

function whereOf({ finding, alsoIn }: Thing): string {
  if (finding.subjectKind === 'coach') return 'About what you show or sign.'
  const where = finding.session
    ? `In your session “${sessionName(finding.session.topic)}”`
    : 'In the settings of your Zoom account'
  const also = alsoWords({ others: alsoIn.map((each) => each.finding) })
  return also ? `${where}, ${also}.` : `${where}.`
}

function FindingCard({ thing, now, urgent }: { thing: Thing; now: Date; urgent: boolean }) {
  const { finding, slug, clubs, startsAt } = thing
  return (
    <Card urgent={urgent}>
      <StatusTag status="not_met">{startsAt ? beforeWords(now, startsAt) : 'To mend'}</StatusTag>
      <h2>{finding.headline}</h2>
      <p>
        {whereOf(thing)} Asked for by {inARow.format(clubs)}.
      </p>
      <WhoAsked thing={thing} now={now} />
      <Proof
        {...(finding.subjectKind === 'coach' ? { said: 'Looked at' } : {})}
        at={finding.lastSeenAt}
        now={now}
      >
        since <Time at={finding.openedAt} now={now} as="day" />
      </Proof>
      <CardFoot>
        <ButtonLink href={paths.finding(slug, finding.findingId)}>
          Show me how to mend it
        </ButtonLink>
      </CardFoot>
    </Card>
  )
}

/** Who of the club asked for this, or for the same elsewhere: a person, and not only a rule. */
function WhoAsked({ thing, now }: { thing: Thing; now: Date }) {
  const [asked] = [thing, ...thing.alsoIn].flatMap(({ finding }) => finding.asked ?? [])
  if (!asked) return null
  return (
    <p>
      <b>{asked.askedBy}</b> asked you <Time at={asked.askedAt} now={now} as="when" /> to mend it.
    </p>
  )
}

function beforeWords(now: Date, at: Date): string {
  if (isOnNow(now, at)) return onNowWords(now, at)
  const days = daysBetween(now, at)
  const day = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `on ${formatDay(now, at)}`
  return `Before ${formatTime(at)} ${day}`
}
