import { listExemptions } from '../exemptions/list-exemptions'
import { sayExempt } from '../exemptions/say-exempt'
import type { AsMember } from './seed-demo'

/** What an officer says of their club, where the body's rules name such a kind; nobody has agreed yet. */
export type DemoExempt = {
  readonly officer: string
  readonly slug: string
  readonly reason: string
}

/** One waits for another officer; one for the governing body, since its club has one officer only. */
export const exempt: readonly DemoExempt[] = [
  {
    ...{ officer: 'robin', slug: 'hartley-gymnastics' },
    reason: 'Our seniors’ section is for adults; nobody under 18 takes part.',
  },
  {
    ...{ officer: 'olu', slug: 'northgate-trampoline' },
    reason: 'Our seniors train online, and all of them are over 18.',
  },
]

/** Says each as its officer would, of the first kind that the rules name. */
export async function sayExemptAsSeeded(as: AsMember, all: readonly DemoExempt[]): Promise<void> {
  for (const { officer, slug, reason } of all) {
    const { categories } = await listExemptions(await as(officer, slug), {})
    const [category] = categories
    if (!category) throw new Error('the demo’s rules name a kind of session')
    await sayExempt(await as(officer, slug), { categoryKey: category.key, sessionId: '', reason })
  }
}
