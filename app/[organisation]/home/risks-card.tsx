import type { AcceptancesAtHome } from '#lib/acceptances/acceptances-at-home'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { Card } from '../../components/card'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'

type Props = { slug: string; risks: AcceptancesAtHome; now: Date }

/** Risks that wait for this officer’s yes or no: they take a second person. */
export function RisksToDecide({ slug, risks: { toDecide, toDecideInAll }, now }: Props) {
  if (toDecide.length === 0) return null
  return (
    <Card as="section">
      <StatusTag status="due_soon">To decide</StatusTag>
      <h2 className="text-[1.15rem]">
        {toDecideInAll === 1
          ? 'A risk waits for your yes or no'
          : `${counted(toDecideInAll, 'risk')} wait for your yes or no`}
      </h2>
      <ul className="grid w-full gap-1">
        {toDecide.map(({ findingId, headline, requestedByName, requestedAt }) => (
          <li key={findingId}>
            <a href={paths.finding(slug, findingId)} className="inline-block pt-1.5">
              {headline}
            </a>
            <span className="block text-ink-soft">
              {requestedByName} asked <Time at={requestedAt} now={now} as="relative" />
            </span>
          </li>
        ))}
      </ul>
      {toDecideInAll > toDecide.length ? (
        <a href={paths.findings(slug, { risk: 'accepted' })} className="inline-block py-3">
          See all {toDecideInAll}
        </a>
      ) : null}
    </Card>
  )
}

/** What is accepted, and what waits for somebody else: apart from what is to mend. */
export function RisksAccepted({ slug, risks: { accepted, waiting } }: Omit<Props, 'now'>) {
  if (accepted + waiting === 0) return null
  return (
    <Card as="section">
      <h2 className="text-[1.15rem]">Risks</h2>
      {accepted > 0 ? (
        <p>
          {counted(accepted, 'risk is', 'risks are')} accepted for now: still not met, and to be
          mended when the day comes.
        </p>
      ) : null}
      {waiting > 0 ? (
        <p>{counted(waiting, 'request waits', 'requests wait')} for an answer.</p>
      ) : null}
      <a href={paths.findings(slug, { risk: 'accepted' })} className="inline-block py-3">
        See the risks
      </a>
    </Card>
  )
}
