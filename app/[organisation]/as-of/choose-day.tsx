import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { DayFields } from '../../components/day-fields'
import { ErrorSummary } from '../../components/error-summary'
import type { Asked } from './asked'

/** Asks for a day, by a plain form that the address then holds: the page can be kept and sent on. */
export function ChooseDay({ action, asked: { typed, day } }: { action: string; asked: Asked }) {
  const problem = day.kind === 'refused' ? day.message : undefined
  return (
    <>
      {day.kind === 'refused' ? (
        <ErrorSummary state={{ problems: [{ field: day.field, message: day.message }] }} />
      ) : null}
      <Card as="section">
        <form action={action} method="get" className="grid gap-4">
          <DayFields
            legend="Which day?"
            hint="Today or an earlier one, such as 3 10 2026. You see how it was at the end of that day."
            typed={typed}
            problem={problem}
          />
          <Button look="plain">Show that day</Button>
        </form>
      </Card>
    </>
  )
}
