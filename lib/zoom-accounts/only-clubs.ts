import type { Context } from '../context'
import { notFound } from '../core/errors'

/** Only a club has a Zoom account of its own here. Throws `not_found` for any other organisation. */
export function onlyClubs({ organisation }: Context): void {
  if (organisation.kind !== 'club') throw notFound()
}
