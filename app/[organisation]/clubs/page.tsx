import type { Metadata } from 'next'
import { clubsBeneath, clubsHeadline, clubTotal } from '#lib/core/clubs-headline'
import * as paths from '#lib/core/paths'
import { listClubs } from '#lib/roll-ups/list-clubs'
import { ButtonLink } from '../../components/button'
import { Card } from '../../components/card'
import { EmptyState } from '../../components/empty-state'
import { Pagination } from '../../components/pagination'
import { Time } from '../../components/time'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { ClubSearch, GroupLinks } from './club-filter'
import { ClubSquares } from './club-squares'
import { ClubTable } from './club-table'
import { askedOf } from './asked'

export const metadata: Metadata = { title: 'Clubs' }

/** Every club under a body or region: how many fall short, which, and since when. */
export default async function ClubsPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/clubs'>) {
  const { organisation: slug } = await params
  const asked = askedOf(await searchParams)
  const ctx = await pageContext(slug, paths.clubs(slug, asked))
  const list = await orNotFound(listClubs(ctx, asked))
  const { counts, clubs, oldestCheckedAt } = list
  if (clubTotal(counts) === 0) return <NoClubs slug={slug} />
  return (
    <>
      <div className="grid gap-3">
        <h1>{clubsHeadline(counts, ctx.now)}</h1>
        <p>
          {clubsBeneath(counts).join(' ')} {oldestCheckedAt ? 'Oldest check shown: ' : null}
          {oldestCheckedAt ? <Time at={oldestCheckedAt} now={ctx.now} as="relative" /> : null}
          {oldestCheckedAt ? '.' : 'Nothing has been checked yet.'}
        </p>
      </div>
      <Card as="section" label="All clubs at a glance">
        <GroupLinks slug={slug} counts={counts} asked={asked} />
        <ClubSquares counts={counts} groups={list.groups} />
      </Card>
      <section className="grid gap-4" aria-label="List of clubs">
        <ClubSearch slug={slug} asked={asked} />
        {clubs.length === 0 ? (
          <NoneFound slug={slug} name={asked.name} />
        ) : (
          <ClubTable slug={slug} clubs={clubs} now={ctx.now} />
        )}
        <Pagination
          label="Pages of clubs"
          previous={list.previous && pageAt(slug, asked, { before: list.previous })}
          next={list.next && pageAt(slug, asked, { after: list.next })}
        />
      </section>
      <Invite slug={slug} />
    </>
  )
}

const pageAt = (
  slug: string,
  { group, name }: ReturnType<typeof askedOf>,
  from: { after: string } | { before: string },
) => paths.clubs(slug, { group, name, ...from })

function NoClubs({ slug }: { slug: string }) {
  return (
    <>
      <h1>No clubs here yet</h1>
      <EmptyState
        title="Your clubs will be here"
        action={<ButtonLink href={paths.clubInvite(slug)}>Invite a club</ButtonLink>}
      >
        You will see which of them fall short, since when, and which we could not check. Many clubs
        at once? <a href={paths.clubRequests(slug)}>Give them your code</a>, and they ask you.
      </EmptyState>
    </>
  )
}

function NoneFound({ slug, name }: { slug: string; name: string | undefined }) {
  return (
    <EmptyState
      title="No club is like that"
      action={
        <ButtonLink look="plain" href={paths.clubs(slug)}>
          Show all clubs
        </ButtonLink>
      }
    >
      {name ? `No club in this list has “${name}” in its name. Try fewer letters.` : 'None, now.'}
    </EmptyState>
  )
}

function Invite({ slug }: { slug: string }) {
  return (
    <nav
      aria-label="New clubs, and earlier days"
      className="flex flex-wrap items-center gap-x-6 gap-y-2"
    >
      <ButtonLink look="plain" href={paths.clubInvite(slug)}>
        Invite a club
      </ButtonLink>
      <a href={paths.clubRequests(slug)} className="inline-block py-3">
        Clubs that ask to join, and your code
      </a>
      <a href={paths.asOf(slug)} className="inline-block py-3">
        See how it was on an earlier day
      </a>
    </nav>
  )
}
