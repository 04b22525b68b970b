import { Time } from '../../components/time'

type Settled = {
  state: 'waiting' | 'sent' | 'not_needed' | 'failed'
  createdAt: Date
  settledAt: Date | null
  sendAfter: Date
}

/** What became of a mail, in a sentence; `failed` is said where it did not arrive. */
export function Became({
  of: { state, createdAt, settledAt, sendAfter },
  failed,
  now,
}: {
  of: Settled
  failed: React.ReactNode
  now: Date
}) {
  const at = <Time at={settledAt ?? createdAt} now={now} />
  if (state === 'sent') return <>Sent {at}.</>
  if (state === 'not_needed') return <>Not sent: by {at} it was no longer needed.</>
  if (state === 'failed') return failed
  if (sendAfter <= now) return <>Being sent.</>
  return (
    <>
      To be sent <Time at={sendAfter} now={now} />.
    </>
  )
}
