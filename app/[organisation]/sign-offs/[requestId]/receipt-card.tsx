import type { Receipt } from '#lib/sign-offs/prepare-sign-off'
import { Card } from '../../../components/card'
import { Fact, Facts } from '../../../components/facts'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'
import { Fingerprint } from './what-to-read'

/** What somebody has of what they signed. */
export function ReceiptCard({ receipt, now }: { receipt: Receipt; now: Date }) {
  const { name, clubName, version, statement, sha256, signedAt, receipt: code } = receipt
  return (
    <Card as="section" label="Receipt">
      <StatusTag status="met">Agreed</StatusTag>
      <h2>Your receipt: {code}</h2>
      <blockquote className="border-l-4 border-pitch pl-4 text-lead">{statement}</blockquote>
      <Facts>
        <Fact name="Signed by">{name}</Fact>
        <Fact name="For">{clubName}</Fact>
        <Fact name="When">
          <Time at={signedAt} now={now} as="date_time" />
        </Fact>
        <Fact name="Version">{version}</Fact>
      </Facts>
      <Fingerprint sha256={sha256} />
      <p>A copy is on its way to your e-mail address. There is nothing more to do.</p>
    </Card>
  )
}
