import { getChecklist } from '#lib/affiliation/get-checklist'
import type { Context } from '#lib/context'
import { checklistHeadline, turnWords } from '#lib/core/affiliation/checklist'
import * as affiliationPaths from '#lib/core/affiliation-paths'
import { Card } from '../../components/card'

/** What blocks the club's affiliation, whose turn it is, and the way to all that the rules ask. */
export async function AffiliationCard({ ctx }: { ctx: Context }) {
  const { checklist } = await getChecklist(ctx, {})
  const { blocks } = checklist
  return (
    <Card as="section">
      <h2 className="text-[1.15rem]">{checklistHeadline(checklist)}</h2>
      <p>
        {blocks.length === 0
          ? 'All that must be so is so, by what we know now.'
          : `Of these, ${turnWords(blocks)}.`}
      </p>
      <a href={affiliationPaths.checklist(ctx.organisation.slug)} className="inline-block py-3">
        See the affiliation checklist
      </a>
    </Card>
  )
}
