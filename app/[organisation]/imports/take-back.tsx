import type { SeenImport } from '#lib/imports/get-import'
import { Button } from '../../components/button'
import { Form } from '../../components/form'
import { Time } from '../../components/time'
import { withdraw } from './actions'

/** The way out of a draft: what the file held is erased. */
export function TakeBack({ slug, file, now }: { slug: string; file: SeenImport; now: Date }) {
  return (
    <section className="grid justify-items-start gap-3">
      <p>
        You can leave this page and go on later. If nobody does, the file is erased on{' '}
        <Time at={file.eraseAt} now={now} as="date" />.
      </p>
      <Form action={withdraw.bind(null, slug, file.importId)} className="grid gap-3">
        <Button look="plain">Take the file back and erase it</Button>
      </Form>
    </section>
  )
}
