import * as paths from '#lib/core/paths'
import { seenBy, type Audience } from '#lib/guide/seen-by'

/** Who will see what a form sends, above its button. */
export function SeenBy({ who }: { who: Audience }) {
  return (
    <p className="text-small text-ink-soft">
      {seenBy[who]} <a href={paths.whoSeesWhat()}>Who sees what</a>
    </p>
  )
}
