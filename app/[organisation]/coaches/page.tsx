import type { Metadata } from 'next'
import { personLines, registerNews, type PersonLine } from '#lib/register/register-facts'
import { listCoaches, type ListedCoach } from '#lib/coaches/list-coaches'
import { listTags } from '#lib/coaches/list-tags'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { ButtonLink } from '../../components/button'
import { Disclosure } from '../../components/disclosure'
import { EmptyState } from '../../components/empty-state'
import { Pagination } from '../../components/pagination'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { Done } from '../done'
import { FilterLinks } from '../filter-links'
import { isInvited, SendAgain } from './send-again'
import { Officers, ToVerify } from './news'
import { askedOf, type Asked, type Filter } from './asked'

export const metadata: Metadata = { title: 'Coaches' }

const filters: readonly { filter: Filter | undefined; words: string; none: string }[] = [
  { filter: undefined, words: 'All', none: '' },
  { filter: 'to_mend', words: 'To mend', none: 'Nobody has anything that must be mended.' },
  { filter: 'not_known', words: 'Not known', none: 'We know how everybody stands.' },
  { filter: 'risk_accepted', words: 'Risk accepted', none: 'No risk is accepted now.' },
  { filter: 'up_to_date', words: 'Up to date', none: 'Nobody is up to date now.' },
  { filter: 'not_needed', words: 'No checks needed', none: 'Everybody here has checks to meet.' },
  { filter: 'left', words: 'Left the club', none: 'Nobody has left.' },
]

/** Every coach of the club with how they stand. */
export default async function CoachesPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/coaches'>) {
  const { organisation: slug } = await params
  const search = await searchParams
  const asked = askedOf(search)
  const ctx = await pageContext(slug, paths.coaches(slug, asked))
  const { items, previous, next } = await orNotFound(listCoaches(ctx, asked))
  const { filter } = asked
  const coachIds = items.map(({ coachId }) => coachId)
  const lines = await personLines(ctx, { coachIds })
  const news = await registerNews(ctx, {})
  const tags = await listTags(ctx, {})
  if (items.length === 0 && !filter && !asked.tag && !asked.after && !asked.before)
    return <NoCoaches slug={slug} />
  const none = filters.find((each) => each.filter === filter)?.none ?? ''
  return (
    <>
      <Done done={search['done']} />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <h1>Coaches</h1>
        <ButtonLink look="plain" href={paths.coachNew(slug)}>
          Add a coach
        </ButtonLink>
      </div>
      <div className="grid">
        <ToVerify slug={slug} news={news} />
        <Officers slug={slug} news={news} />
        <ByState slug={slug} asked={asked} />
        <ByTag slug={slug} tags={tags} asked={asked} />
      </div>
      {items.length === 0 ? (
        <EmptyState title="Nobody here" action={<a href={paths.coaches(slug)}>Show all coaches</a>}>
          {none}
        </EmptyState>
      ) : (
        <Rows label="Coaches by name">
          {items.map((coach) => (
            <CoachRow
              key={coach.coachId}
              slug={slug}
              coach={coach}
              line={lines.get(coach.coachId)}
              now={ctx.now}
            />
          ))}
        </Rows>
      )}
      <Pagination
        label="Pages of coaches"
        previous={previous && pageAt(slug, asked, { before: previous })}
        next={next && pageAt(slug, asked, { after: next })}
      />
      <ManyAtOnce slug={slug} />
    </>
  )
}

const pageAt = (
  slug: string,
  { filter, tag }: Asked,
  from: { after: string } | { before: string },
): string => paths.coaches(slug, { filter, tag, ...from })

function CoachRow({
  slug,
  coach,
  line,
  now,
}: {
  slug: string
  coach: ListedCoach
  line: PersonLine | undefined
  now: Date
}) {
  const { coachId, name, status, openShould, lastCompleteAt, unsorted, invitedAt } = coach
  const marks = [coach.teams, coach.tags].filter((each) => each !== '').join(' · ')
  return (
    <Row
      roomy
      href={paths.coach(slug, coachId)}
      title={name}
      detail={
        <>
          {marks === '' ? null : <span className="block">{marks}</span>}
          <Line line={line} />
          <span className="block text-[0.98rem] text-ink-soft">
            {lastCompleteAt ? (
              <>
                Checked in Zoom <Time at={lastCompleteAt} now={now} as="relative" />
              </>
            ) : (
              'Never checked in full'
            )}
            {openShould > 0 ? ` · ${counted(openShould, 'piece')} of advice` : null}
          </span>
          {unsorted ? <span className="block">{unsorted}</span> : null}
        </>
      }
    >
      <StatusTag status={status.face}>{status.words}</StatusTag>
      {isInvited(status.state) ? (
        <div className="w-full">
          <SendAgain slug={slug} coach={coach} invitedAt={invitedAt} now={now} />
        </div>
      ) : null}
    </Row>
  )
}

/** Those who stand in one way, folded away: the list comes first on a phone. */
function ByState({ slug, asked }: { slug: string; asked: Asked }) {
  const chosen = filters.find(({ filter }) => filter === asked.filter)
  return (
    <Disclosure summary={asked.filter ? `Only: ${chosen?.words ?? ''}` : 'Only some of them'}>
      <FilterLinks
        label="Which coaches"
        links={filters.map((each) => ({
          words: each.words,
          href: paths.coaches(slug, { filter: each.filter, tag: asked.tag }),
          current: each.filter === asked.filter,
        }))}
      />
    </Disclosure>
  )
}

/** Those with one tag of the club's own, folded away: most clubs have none, or few. */
function ByTag({ slug, tags, asked }: { slug: string; tags: readonly string[]; asked: Asked }) {
  if (tags.length === 0) return null
  const chosen = asked.tag?.toLowerCase()
  return (
    <Disclosure summary={asked.tag ? `Only with the tag “${asked.tag}”` : 'Only with a tag'}>
      <FilterLinks
        label="Which tag"
        links={[undefined, ...tags].map((tag) => ({
          words: tag ?? 'Everybody',
          href: paths.coaches(slug, { filter: asked.filter, tag }),
          current: tag?.toLowerCase() === chosen,
        }))}
      />
    </Disclosure>
  )
}

/** What is done with many of them at once. */
function ManyAtOnce({ slug }: { slug: string }) {
  return (
    <nav aria-label="Many at once" className="flex flex-wrap gap-x-6 print:hidden">
      <a href={paths.imports(slug)} className="py-3">
        Add from a list
      </a>
      <a href={paths.invitations(slug)} className="py-3">
        Invite many
      </a>
      <a href={paths.coachesFile(slug)} className="py-3">
        Download the list
      </a>
    </nav>
  )
}

/** Their roles, and what stands in the way by their papers. */
function Line({ line }: { line: PersonLine | undefined }) {
  if (!line) return null
  const { roles, offered, papers } = line
  const said = [
    ...(roles.length > 0 ? [roles.join('; ')] : []),
    ...(offered > 0 ? [`${counted(offered, 'role')} not answered`] : []),
    ...(papers === 'may_not_yet' ? ['May not coach online yet'] : []),
    ...(papers === 'not_cleared' ? ['Not cleared to start'] : []),
    ...(papers === 'does_not_coach' ? ['Does not coach'] : []),
  ]
  return said.length === 0 ? null : <span className="block">{said.join(' · ')}</span>
}

function NoCoaches({ slug }: { slug: string }) {
  return (
    <>
      <h1>No coaches yet</h1>
      <EmptyState
        title="Your coaches will be here"
        action={<ButtonLink href={paths.coachNew(slug)}>Add a coach</ButtonLink>}
      >
        You will see who is up to date, who has something to mend, and who we do not know about yet.
        Begin with whoever coaches children online this week.
      </EmptyState>
      <p>
        Do you have them in a membership system?{' '}
        <a href={paths.imports(slug)} className="inline-block py-3">
          Add people from a list
        </a>
      </p>
    </>
  )
}
