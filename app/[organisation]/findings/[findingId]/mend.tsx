import { firstName } from '#lib/core/wording'
import type { Finding } from '#lib/findings/get-finding'
import { Card } from '../../../components/card'
import { Disclosure } from '../../../components/disclosure'
import { Steps } from '../../../components/steps'

/** How to mend it in Zoom, on a computer and on a phone, and who can. `own`: the reader is its coach. */
export function Mend({ finding, own }: { finding: Finding; own: boolean }) {
  const { words, coachName } = finding
  const { mend, whoCanMend } = words
  if (!mend) return null
  return (
    <Card as="section">
      <h2>Mend it in Zoom</h2>
      <p>
        {whoSays(coachName, own)}
        {coachName !== null && whoCanMend === 'host_or_administrator'
          ? ' If Zoom shows it as locked, whoever looks after the Zoom account has to unlock it.'
          : null}
      </p>
      <Steps items={mend.web} />
      <Disclosure summary="On a phone">
        <Steps items={mend.phone} />
      </Disclosure>
    </Card>
  )
}

function whoSays(coachName: string | null, own: boolean): string {
  if (coachName === null)
    return 'Whoever looks after the club’s Zoom account can do this, at Zoom. From here we never change it.'
  if (own) return 'You can do this, signed in to Zoom with the account you coach with.'
  return `${firstName(coachName)} can do this, signed in to Zoom with the account they coach with.`
}
