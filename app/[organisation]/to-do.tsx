import type { Context } from '#lib/context'
import { counted, daysBetween } from '#lib/core/dates'
import type { CoachBegun } from '#lib/core/first-run/coach'
import * as paths from '#lib/core/paths'
import { toDoHeadline, toDoList, type ToDoList } from '#lib/core/to-do'
import { listMyOrganisations, type MyOrganisation } from '#lib/memberships/list-my-organisations'
import { listConnections } from '#lib/zoom-connections/list-connections'
import { Stack, Two } from '../components/page-layout'
import { AskedRoles } from './asked-roles'
import { ClubsAtOdds } from './clubs-at-odds'
import { MendAll } from './mend-all'
import { MyClubs } from './my-clubs'
import { ownStandings } from './own-standings'
import { BeginCard } from './to-do-begin'
import { AdviceRows, FindingCards } from './to-do-findings'
import { NothingHere, OnlyOfficer } from './to-do-elsewhere'
import { PostedCards } from './to-do-posted'
import { SignCards } from './to-do-sign'
import { DoneRows, SortCard, ZoomCard } from './to-do-zoom'

/** A person's own page: what they have left to do, whichever club asks for it, and where they belong. */
export async function ToDo({ ctx }: { ctx: Context }) {
  const organisations = await listMyOrganisations(ctx, {})
  const connections = await listConnections(ctx, {})
  const coaches = organisations.some(({ coachId }) => coachId !== null)
  if (!coaches && connections.length === 0) {
    if (organisations.length === 0) return <NothingHere />
    return <OnlyOfficer organisations={organisations} />
  }
  const standings = await ownStandings(organisations)
  const list = toDoList(connections, standings)
  const { now } = ctx
  return (
    <>
      <div className="grid gap-2">
        <h1>{toDoHeadline(list)}</h1>
        <Beneath list={list} organisations={organisations} />
      </div>
      <Two>
        <Stack as="section" label="To do">
          <PostedCards things={list.posted} now={now} />
          <ClubsAtOdds connections={connections} />
          <ZoomCard step={list.zoom} urgent={list.posted.length === 0} />
          <FindingCards
            things={list.must.slice(0, 1)}
            now={now}
            urgent={list.posted.length === 0}
          />
          {list.must.length > 0 ? <MendAll level="MUST" /> : null}
          <FindingCards things={list.must.slice(1)} now={now} urgent={false} />
          <SignCards things={list.toSign} now={now} />
          <SortCard unsorted={list.unsorted} />
          <AdviceRows things={list.should} />
          <DoneRows list={list} connections={connections} now={now} />
        </Stack>
        <Stack as="aside" label="Where you belong">
          <BeginCard begun={begunOf(list, connections, now)} />
          <AskedRoles organisations={organisations} />
          <MyClubs organisations={organisations} standings={standings} />
          <WhatClubsSee />
        </Stack>
      </Two>
    </>
  )
}

type Connections = Awaited<ReturnType<typeof listConnections>>

function begunOf(list: ToDoList, connections: Connections, now: Date): CoachBegun {
  const since = connections.map(({ connectedAt }) => daysBetween(connectedAt, now))
  return {
    ...{ zoom: list.zoom, unsorted: list.unsorted, toSign: list.toSign.length },
    checked: connections.some(({ lastCompleteAt }) => lastCompleteAt !== null),
    toMend: list.must.length + list.posted.length,
    connected_days: since.length === 0 ? null : Math.max(...since),
  }
}

function Beneath({
  list: { left, minutes, allKnown },
  organisations,
}: {
  list: ToDoList
  organisations: readonly MyOrganisation[]
}) {
  if (left > 0) return <p className="text-ink-soft">About {counted(minutes, 'minute')}</p>
  if (organisations.every(({ coachId }) => coachId === null)) {
    return <p>You coach for no club here now.</p>
  }
  return allKnown ? (
    <p>Your clubs have what they need from you. We look again every day.</p>
  ) : (
    <p>Below, each club says what it does not know. We look again every day by ourselves.</p>
  )
}

function WhatClubsSee() {
  return (
    <section
      aria-labelledby="what-clubs-see"
      className="grid gap-1.5 rounded-card bg-pitch-tint px-5 py-4"
    >
      <h2 id="what-clubs-see" className="text-[1.15rem]">
        What your clubs see
      </h2>
      <p>
        Your name, your club sessions and their times, and whether each rule is met. Never your
        other meetings, your passcodes, your links, or who joins.
      </p>
      <a href={paths.ownRecord()} className="py-3">
        Your own record, in all your clubs
      </a>
    </section>
  )
}
