import { document, html } from './html'
import { page, type Answer, type Call } from './http'
import type { World } from './world'

export function answerPages(world: World, call: Call): Answer {
  if (call.path !== '/sandbox') return page(document('Not found', html`<h1>Not found</h1>`), 404)
  return page(
    document(
      'People',
      html`<h1>People</h1>
        ${world.users().map(({ email }) => email)}`,
    ),
  )
}
