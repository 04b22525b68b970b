import { controlWords } from '#lib/core/control-words'
import type { SeenMend } from '#lib/mends/mend-seen'
import { Card } from '../../components/card'
import { Disclosure } from '../../components/disclosure'
import { Steps } from '../../components/steps'

/** Zoom did not keep a change: who can do something about it, where, and what to ask them for. */
export function WhatToDoAtZoom({
  mend: { controls, changes, subjectKind, coachName },
}: {
  mend: SeenMend
}) {
  const names = inARow.format(changes.map(({ name, to }) => `${name}: ${to}`))
  const [control = ''] = controls
  const { mend } = controlWords(control, subjectKind)
  return (
    <Card as="section">
      <h2>What to do at Zoom</h2>
      <p>
        The setting is most likely locked for the whole Zoom account. Only the account’s owner or an
        administrator can unlock it: whoever pays for the account, or set it up. If that is you, you
        can do it yourself.
      </p>
      <p>
        Ask them to open zoom.us, then “Account Management”, “Account Settings”, and to set “{names}
        ” for everybody, or to take the lock off. Then try again here.
      </p>
      {mend ? (
        <Disclosure
          summary={
            coachName === null ? 'Where it is in your own Zoom' : 'Where the coach has it in Zoom'
          }
        >
          <Steps items={mend.web} />
        </Disclosure>
      ) : null}
    </Card>
  )
}

const inARow = new Intl.ListFormat('en-GB', { type: 'conjunction' })
