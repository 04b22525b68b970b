import type { Finding } from '#lib/findings/get-finding'
import { Button } from '../../../components/button'
import { Form } from '../../../components/form'
import { settle } from './actions'

/** For what no check can see: somebody who did it says so. */
export function Settle({ slug, finding }: { slug: string; finding: Finding }) {
  return (
    <>
      <h2>A new link is out?</h2>
      <p>
        Zoom cannot tell us that the old link is used no more. Say so once parents have the new one.
        It is kept as your word, not as a check.
      </p>
      <Form action={settle.bind(null, slug, finding.findingId)} className="grid w-full gap-3">
        <Button full>The old link is used no more</Button>
      </Form>
    </>
  )
}
