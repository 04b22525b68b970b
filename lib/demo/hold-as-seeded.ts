import { notFound } from '../core/errors'
import type { HoldReason } from '../core/rights/legal-hold'
import { placeHold } from '../rights/place-hold'
import type { AsMember } from './seed-demo'

/** Whose records an officer says are to be kept for now, and in which word. */
export type DemoHold = {
  readonly officer: string
  readonly slug: string
  readonly person: string
  readonly reason: HoldReason
}

export const holds: readonly DemoHold[] = [
  { officer: 'olu', slug: 'northgate-trampoline', person: 'hana', reason: 'insurance' },
]

/** Says each as its officer would; nobody else of the demo’s clubs has ended it. */
export async function holdAsSeeded(as: AsMember, all: readonly DemoHold[]): Promise<void> {
  for (const { officer, slug, person, reason } of all) {
    const { coachId } = await as(person, slug)
    if (!coachId) throw notFound()
    await placeHold(await as(officer, slug), { coachId, reason })
  }
}
