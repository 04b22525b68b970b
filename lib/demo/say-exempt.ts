import { listExemptions } from '../exemptions/list-exemptions'
import { sayExempt } from '../exemptions/say-exempt'
import type { AsMember } from './seed-demo'

/** What an officer says of their club, where the body's rules name such a kind; nobody has agreed yet. */
export type DemoExempt = {
  readonly officer: string
  readonly slug: string
  readonly reason: string
}

export const exempt: DemoExempt = {
  officer: 'robin',
  slug: 'hartley-gymnastics',
  reason: 'Our seniors’ section is for adults; nobody under 18 takes part.',
}

/** Says it as the officer would, of the first kind that the rules name. */
export async function sayExemptAsSeeded(as: AsMember, said: DemoExempt): Promise<void> {
  const { officer, slug, reason } = said
  const { categories } = await listExemptions(await as(officer, slug), {})
  const [category] = categories
  if (!category) throw new Error('the demo’s rules name a kind of session')
  await sayExempt(await as(officer, slug), { categoryKey: category.key, sessionId: '', reason })
}
