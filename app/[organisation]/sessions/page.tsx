import type { Metadata } from 'next'
import { calendarDate, daysBetween, formatDay } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { listSessions, type ListedSession } from '#lib/sessions/list-sessions'
import { ButtonLink } from '../../components/button'
import { EmptyState } from '../../components/empty-state'
import { Pagination } from '../../components/pagination'
import { askedPage } from '../../edge/asked-text'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { SessionList } from '../session-list'

export const metadata: Metadata = { title: 'Coming sessions' }

/** Coming sessions by day, each with how it stands. What is past can be mended no more, and is not here. */
export default async function SessionsPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/sessions'>) {
  const { organisation: slug } = await params
  const from = askedPage(await searchParams)
  const ctx = await pageContext(slug, paths.sessions(slug, from))
  const { items, previous, next } = await orNotFound(listSessions(ctx, from))
  const days = byDay(items, ctx.now)
  return (
    <>
      <h1>Coming sessions</h1>
      {days.length === 0 ? <NoSessions slug={slug} /> : null}
      {days.map(({ heading, sessions }) => (
        <section key={heading} className="grid gap-3" aria-label={heading}>
          <h2>{heading}</h2>
          <SessionList
            slug={slug}
            sessions={sessions}
            now={ctx.now}
            label={heading}
            dayShown={false}
          />
        </section>
      ))}
      <Pagination
        label="Pages of sessions"
        previous={previous && paths.sessions(slug, { before: previous })}
        next={next && paths.sessions(slug, { after: next })}
      />
    </>
  )
}

function byDay(sessions: readonly ListedSession[], now: Date) {
  const days = new Map<string, { heading: string; sessions: ListedSession[] }>()
  for (const session of sessions) {
    const { startsAt } = session
    const day = startsAt ? calendarDate(startsAt) : ''
    const heading = startsAt ? dayHeading(now, startsAt) : 'No fixed time'
    const known = days.get(day) ?? { heading, sessions: [] }
    days.set(day, { heading, sessions: [...known.sessions, session] })
  }
  return [...days.values()]
}

function dayHeading(now: Date, at: Date): string {
  const day = formatDay(now, at)
  const days = daysBetween(now, at)
  return days === 0 ? `Today, ${day}` : days === 1 ? `Tomorrow, ${day}` : day
}

function NoSessions({ slug }: { slug: string }) {
  return (
    <EmptyState
      title="Sessions to come will be here"
      action={
        <ButtonLink look="plain" href={paths.coaches(slug)}>
          See your coaches
        </ButtonLink>
      }
    >
      We see the meetings of connected coaches that they said are club sessions. If one is missing,
      ask its coach whether Zoom is connected, and whether they have sorted their meetings.
    </EmptyState>
  )
}
