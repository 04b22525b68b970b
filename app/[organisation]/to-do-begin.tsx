import { coachFirstRun, hasBegun, type CoachBegun, type CoachStep } from '#lib/core/first-run/coach'
import { doneOf } from '#lib/core/first-run/step'
import { Card } from '../components/card'
import { Checklist } from '../components/checklist'

const titles: Readonly<Record<CoachStep, string>> = {
  connect: 'Connect Zoom',
  sort: 'Say which meetings are club sessions',
  agree: 'Read and agree',
  mend: 'Mend what is not safe yet',
}

/** What somebody who coaches does at first, and how far they are; nothing once all of it was done. */
export function BeginCard({ begun }: { begun: CoachBegun }) {
  if (hasBegun(begun)) return null
  const steps = coachFirstRun(begun)
  const { done } = doneOf(steps)
  return (
    <Card as="section">
      <h2 className="text-[1.15rem]">
        Your first steps: {done} of {steps.length} done
      </h2>
      <Checklist
        items={steps.map(({ id, state }) => ({ ...{ key: id, state, title: titles[id] } }))}
      />
      <p className="text-small text-ink-soft">
        You can stop at any step. It is here when you come back.
      </p>
    </Card>
  )
}
