import type { Metadata } from 'next'
import { formatCalendarDate } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { contacts, oldestCheck, type ContactId } from '#lib/guide/contacts'
import { guideSteps, guideTitle } from '#lib/guide/steps'
import { Icon } from '../components/pictogram'
import { Page, Two } from '../components/page-layout'
import { ContactRow } from './contact-row'
import { GuideStepItem } from './guide-step'
import { requestTime } from './request-time'

export const metadata: Metadata = {
  title: guideTitle,
  description:
    'Step by step, with the numbers to call. Works without signing in, printed and offline.',
}

/** Read by someone in shock: no sign-in, no database, and the first thing to do before anything else. */
export default async function AttackedPage() {
  const now = await requestTime()
  return (
    <Page who={null} attackedHere>
      <h1 className="-mb-3 text-[clamp(1.6rem,1.2rem+2vw,2.6rem)] print:mb-2">{guideTitle}</h1>
      <Two>
        <GuideSteps now={now} />
        <AtHand now={now} />
      </Two>
      <p className="text-small text-ink-soft print:mt-2 print:text-[9pt]">
        Numbers and addresses were compared with saved copies of public pages on{' '}
        {formatCalendarDate(oldestCheck(Object.values(contacts)))}. If one does not answer, call
        101, or 999 when anyone is in danger.
      </p>
    </Page>
  )
}

function GuideSteps({ now }: { now: Date }) {
  return (
    // The numbers in the rings are drawn by styles; the role keeps the list a list without its marks.
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles
    <ol role="list" className="steps grid grid-cols-[minmax(0,1fr)] gap-3.5 print:gap-2.5">
      {guideSteps.map((step, index) => (
        <GuideStepItem key={step.id} step={step} now={now} first={index === 0} />
      ))}
    </ol>
  )
}

const mostNeeded: readonly ContactId[] = ['emergency', 'police', 'nspcc', 'childline']

function AtHand({ now }: { now: Date }) {
  return (
    <aside className="grid grid-cols-[minmax(0,1fr)] gap-7 min-[900px]:sticky min-[900px]:top-5 print:hidden">
      <section className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
        <h2>The numbers, once more</h2>
        <ul className="grid gap-2">
          {mostNeeded.map((id) => (
            <ContactRow key={id} contact={contacts[id]} now={now} />
          ))}
        </ul>
      </section>
      <section className="grid grid-cols-[minmax(0,1fr)] gap-2.5">
        <h2>Have this at hand before you need it</h2>
        <p>
          Print it, or keep it as a file on your phone. Most phones that have opened this page once
          also open it without the internet.
        </p>
        <p>
          <a href={paths.attackedOffline()} className="inline-flex min-h-12 items-center gap-2">
            <Icon name="download" className="size-5" />
            Keep this guide as a file
          </a>
        </p>
      </section>
    </aside>
  )
}
