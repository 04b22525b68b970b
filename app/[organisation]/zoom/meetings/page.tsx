import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { listMeetings } from '#lib/meetings/list-meetings'
import { lastSorting } from '#lib/meetings/undo-sorting'
import { listConnections } from '#lib/zoom-connections/list-connections'
import { BackLink } from '../../../components/back-link'
import { Button, ButtonLink } from '../../../components/button'
import { EmptyState } from '../../../components/empty-state'
import { Form } from '../../../components/form'
import { Notice } from '../../../components/notice'
import { pageContext } from '../../../edge/page-context'
import { undo } from './actions'
import { SortingForm } from './sorting-form'

export const metadata: Metadata = { title: 'Your meetings' }

/** Which meetings are club sessions: only their holder sees them, and only they can say. */
export default async function MeetingsPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/zoom/meetings'>) {
  const { organisation: slug } = await params
  if (slug !== paths.ownSlug) notFound()
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.zoomMeetings(slug))
  const connections = await listConnections(ctx, {})
  const lists = []
  for (const { connectionId, state } of connections) {
    if (state === 'connected') lists.push(await listMeetings(ctx, { connectionId }))
  }
  const unsorted = lists.reduce((sum, each) => sum + each.unsorted.length, 0)
  const last = await lastSorting(ctx, {})
  return (
    <>
      <BackLink href={paths.zoom(slug)}>Back to your Zoom</BackLink>
      <h1>
        {unsorted === 0
          ? 'Nothing to sort'
          : `${counted(unsorted, 'meeting')}: which are sessions?`}
      </h1>
      <p>
        Only you see this list. A club session is checked, and your club sees its name and time. A
        private meeting is nobody’s business: we forget all but its number.
      </p>
      {last ? <LastSaved count={last.length} justNow={done === 'saved'} /> : null}
      {lists.length === 0 ? (
        <EmptyState
          title="No Zoom account is connected"
          action={<ButtonLink href={paths.zoom(slug)}>Go to your Zoom</ButtonLink>}
        >
          Your coming meetings will be here once you have connected Zoom.
        </EmptyState>
      ) : null}
      {lists.map((list) => (
        <SortingForm key={list.connectionId} list={list} now={ctx.now} />
      ))}
    </>
  )
}

function LastSaved({ count, justNow }: { count: number; justNow: boolean }) {
  const meetings = counted(count, 'meeting')
  const title = justNow ? `Saved: ${meetings}` : `You last changed ${meetings}`
  return (
    <Notice tone={justNow ? 'good' : 'information'} title={title} live={justNow}>
      <Form action={undo}>
        <Button look="plain">Undo that</Button>
      </Form>
    </Notice>
  )
}
