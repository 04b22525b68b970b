import type { Context } from '#lib/context'
import * as paths from '#lib/core/paths'
import { listFindings } from '#lib/findings/list-findings'
import { FindingList } from '../finding-list'

/** More than these are on the page of findings. */
const shown_max = 6

/** What is to mend in the account itself and in its groups: whoever looks after it mends it. */
export async function AccountFindings({ ctx }: { ctx: Context }) {
  const { slug } = ctx.organisation
  const { items } = await listFindings(ctx, { of: 'account' })
  if (items.length === 0) return null
  return (
    <section className="grid gap-3">
      <h2>To mend in the account</h2>
      <p>
        New meetings begin with these settings. Whoever looks after the Zoom account mends them;
        open each to see how.
      </p>
      <FindingList
        slug={slug}
        findings={items.slice(0, shown_max)}
        now={ctx.now}
        label="To mend in the account"
        coachShown={false}
      />
      {items.length > shown_max ? (
        <a href={paths.findings(slug, { of: 'account' })} className="w-fit py-2">
          See all of them
        </a>
      ) : null}
    </section>
  )
}
