import type { Metadata } from 'next'
import { formatCalendarDate } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { roleWords } from '#lib/core/posts'
import { regulator } from '#lib/guide/regulator'
import { Card } from '../components/card'
import { Page } from '../components/page-layout'
import { Row, Rows } from '../components/rows'
import { officersOfMine, type OfficersThere } from '../edge/officers-of-mine'
import { whoIsHere } from '../edge/who-is-here'

export const metadata: Metadata = { title: 'How to complain' }

/** How to complain about a club, a body, or how personal data is used; for everybody. */
export default async function ComplaintsPage() {
  const places = await officersOfMine()
  return (
    <Page who={await whoIsHere()}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <h1>How to complain</h1>
        <p>
          Are you worried about a child? Do not complain here.{' '}
          <a href={paths.attacked()}>
            <b>Go to what to do now.</b>
          </a>
        </p>
      </div>
      <Card as="section">
        <h2>1. Ask the club</h2>
        <p>
          The club decides what is kept about you there, and who sees it. Write to its welfare
          officer. Say what is wrong and what you would like. Within 30 days the club has to tell
          you that it has your complaint. Then it has to tell you what it did about it.
        </p>
        <Officers places={places} />
      </Card>
      <Card as="section">
        <h2>2. Ask its governing body</h2>
        <p>
          Do this if the club does not answer, or if your complaint is about its officers. The
          address is in the club’s safeguarding policy and on the body’s website. Ask for the
          safeguarding lead. If it is about your data, ask for the data protection officer.
        </p>
      </Card>
      <Card as="section">
        <h2>3. Ask the regulator</h2>
        <p>
          If it is about your personal data, you can complain to the {regulator.name} (
          {regulator.short}). It asks you to complain to the club first, to give the club{' '}
          {regulator.answer_days} days, and to come within {regulator.within} of the club’s last
          answer.
        </p>
        <p>
          <a href={regulator.href} className="inline-block py-3">
            {regulator.shown}
          </a>
        </p>
        <p className="text-small text-ink-soft">
          We compared this with its own page on {formatCalendarDate(regulator.checkedOn)}.
        </p>
      </Card>
    </Page>
  )
}

function Officers({ places }: { places: readonly OfficersThere[] }) {
  return places.map(({ name, officers }) => (
    <div key={name} className="grid w-full gap-2">
      <h3>{name}</h3>
      <Rows label={`Whom to write to at ${name}`}>
        {officers.map((officer) => (
          <Row
            key={`${officer.role} ${officer.email}`}
            title={officer.name}
            detail={
              <a href={`mailto:${officer.email}`} className="inline-block py-2.5 wrap-anywhere">
                {officer.email}
              </a>
            }
          >
            <span>{roleWords(officer.role)}</span>
          </Row>
        ))}
      </Rows>
    </div>
  ))
}
