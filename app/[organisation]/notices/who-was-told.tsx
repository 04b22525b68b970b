import * as paths from '#lib/core/paths'
import { listTold } from '#lib/notices/list-told'
import { BackLink } from '../../components/back-link'
import { EmptyState } from '../../components/empty-state'
import { Pagination } from '../../components/pagination'
import { orNotFound } from '../../edge/or-not-found'
import type { pageContext } from '../../edge/page-context'
import { ToldList } from './told-list'

type Props = {
  ctx: Awaited<ReturnType<typeof pageContext>>
  slug: string
  from: Readonly<Record<string, string | undefined>>
}

/** What Touchline sent by itself that concerns a club or body: to whom, about what, and whether it came. */
export async function WhoWasTold({ ctx, slug, from }: Props) {
  const { items, previous, next } = await orNotFound(listTold(ctx, from))
  return (
    <>
      <BackLink href={paths.people(slug)}>Back to people</BackLink>
      <h1>Who was told what</h1>
      {items.length === 0 ? (
        <EmptyState title="Nothing was sent yet">
          Reminders and warnings that Touchline sends by itself will be listed here.
        </EmptyState>
      ) : (
        <>
          <p>
            E-mails that Touchline sent by itself, the newest first. You see what each was about,
            and not its words. Reminders come together, in one e-mail a day at most.
          </p>
          <ToldList slug={slug} items={items} now={ctx.now} />
        </>
      )}
      <Pagination
        label="Pages of e-mails"
        previous={previous && paths.notices({ before: previous }, slug)}
        next={next && paths.notices({ after: next }, slug)}
      />
    </>
  )
}
