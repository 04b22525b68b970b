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
          officer. Say what is wrong and what you would like. It has to say within 30 days that it
          has your complaint, and then what came of it.
        </p>
        <Officers places={places} />
      </Card>
      <Card as="section">
        <h2>2. Ask its governing body</h2>
        <p>
          Where the club does not answer, or it is about the club’s officers. Its address stands in
          the club’s safeguarding policy and on the body’s website: ask for the safeguarding lead
          or, about your data, for the data protection officer.
        </p>
      </Card>
      <Card as="section">
        <h2>3. Ask the regulator</h2>
        <p>
          About your personal data you can complain to the {regulator.name} ({regulator.short}). It
          asks you to complain to the club first, to give it {regulator.answer_days} days, and to
          come within {regulator.within} of its last answer.
        </p>
        <p>
          <a href={regulator.href} className="inline-block py-3">
            {regulator.shown}
          </a>
        </p>
        <p className="text-small text-ink-soft">
          Compared with its own page on {formatCalendarDate(regulator.checkedOn)}.
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
