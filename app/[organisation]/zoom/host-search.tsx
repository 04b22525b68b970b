import * as paths from '#lib/core/paths'
import { Button } from '../../components/button'
import { Field } from '../../components/field'

/** From so many people on, one looks for a name instead of scrolling. */
export const searchFrom = 20

/** Finds people in the account by a part of their name or address. A plain form: no script needed. */
export function HostSearch({ slug, find }: { slug: string; find: string }) {
  return (
    <form
      method="get"
      action={paths.zoom(slug)}
      className="flex flex-wrap items-end gap-3 print:hidden"
    >
      <div className="min-w-0 flex-[0_1_20rem]">
        <Field
          name="find"
          label="Find somebody by name or address"
          type="search"
          value={find}
          autoComplete="off"
          lengthMax={100}
          spellCheck={false}
        />
      </div>
      <Button look="plain">Find</Button>
      {find === '' ? null : (
        <a href={paths.zoom(slug)} className="py-3">
          Show everybody
        </a>
      )}
    </form>
  )
}
