import { counted } from '#lib/core/dates'
import { chaseEvery_days } from '#lib/core/sign-offs/chase'
import type { SignOffCounts } from '#lib/sign-offs/sign-offs-by-policy'
import { Button } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { Form } from '../../components/form'
import { chaseAll } from './actions'

/** One button for all who are overdue; nothing where nobody is. */
export function ChaseCard({
  slug,
  counts,
  policyId,
}: {
  slug: string
  counts: readonly SignOffCounts[]
  policyId: string | null
}) {
  const overdue = counts.reduce((sum, each) => sum + each.overdue, 0)
  if (overdue === 0) return null
  return (
    <Card as="section" label="Overdue">
      <h2>{counted(overdue, 'answer is', 'answers are')} overdue</h2>
      <p>
        One press reminds each person by e-mail, in the daytime. Nobody gets it twice in{' '}
        {chaseEvery_days} days.
      </p>
      <Form action={chaseAll.bind(null, slug)} className="grid w-full gap-3">
        <input type="hidden" name="policyId" value={policyId ?? ''} />
        <CardFoot>
          <Button>Remind everybody who is overdue</Button>
        </CardFoot>
      </Form>
    </Card>
  )
}
