import type { SignOffCounts } from '#lib/sign-offs/sign-offs-by-policy'
import { drill as words } from '#lib/core/sign-offs/checklists'
import { Button } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { Form } from '../../components/form'
import { drill as begin } from './actions'

/** The yearly drill, where the club has not begun it. */
export function DrillCard({ slug, drill }: { slug: string; drill: SignOffCounts | undefined }) {
  if (drill) return null
  return (
    <Card as="section">
      <h2>{words.title}</h2>
      <p>
        Four things to do by hand in Zoom with another adult: lock, waiting room, remove, stop
        everything. Everybody who holds online sessions ticks them off and signs. It comes back once
        a year by itself.
      </p>
      <Form action={begin.bind(null, slug)} className="grid w-full gap-3">
        <CardFoot>
          <Button look="plain">Ask everybody to do it</Button>
        </CardFoot>
      </Form>
    </Card>
  )
}
