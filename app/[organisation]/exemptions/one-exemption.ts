import { notFound } from 'next/navigation'
import type { Context } from '#lib/context'
import { listExemptions, type ListedExemption } from '#lib/exemptions/list-exemptions'
import { orNotFound } from '../../edge/or-not-found'

/** One that is waiting or counts, as the reader has it; else the page is not there. */
export async function oneExemption(ctx: Context, exemptionId: string): Promise<ListedExemption> {
  const { live } = await orNotFound(listExemptions(ctx, {}))
  return live.find((each) => each.exemptionId === exemptionId) ?? notFound()
}
