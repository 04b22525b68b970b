import type { Metadata } from 'next'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { adoptionGroups, listAdoptions, type ListedAdoption } from '#lib/policies/list-adoptions'
import { BackLink } from '../../../../components/back-link'
import { Button } from '../../../../components/button'
import { Field } from '../../../../components/field'
import { Pagination } from '../../../../components/pagination'
import { Row, Rows } from '../../../../components/rows'
import { StatusTag } from '../../../../components/status-tag'
import { Time } from '../../../../components/time'
import { askedPage, askedText } from '../../../../edge/asked-text'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { FilterLinks } from '../../../filter-links'

export const metadata: Metadata = { title: 'Who adopted it' }

const groupWords = {
  waiting: 'Not answered',
  not_yet: 'Not yet',
  adopted: 'Adopted',
  left: 'Left',
} as const

/** How each club below stands to the newest version of a policy, or the one asked for. */
export default async function AdoptionsPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/policies/[policyId]/adoptions'>) {
  const { organisation: slug, policyId } = await params
  const query = await searchParams
  const ctx = await pageContext(slug, paths.policyAdoptions(slug, policyId))
  const group = adoptionGroups.find((each) => each === askedText(query, 'group'))
  const name = askedText(query, 'name')
  const versionId = askedText(query, 'version')
  const page = { ...askedPage(query) }
  const list = await orNotFound(listAdoptions(ctx, { policyId, versionId, group, name, ...page }))
  const { policy, version, counts, items, next, previous } = list
  const at = (asked: Record<string, string | undefined>) =>
    paths.policyAdoptions(slug, policyId, { version: versionId, name, group, ...asked })
  return (
    <>
      <BackLink href={paths.policy(slug, policyId)}>Back to the policy</BackLink>
      <h1>{`Who adopted “${policy.title}”, version ${version.version}`}</h1>
      <p>{`${counts.adopted} of ${counted(counts.clubs, 'club')} adopted it. ${counts.notYet} said why not yet.`}</p>
      <form method="get" className="flex flex-wrap items-end gap-3">
        {group ? <input type="hidden" name="group" value={group} /> : null}
        <Field name="name" label="Find a club" type="search" value={name ?? ''} width="medium" />
        <Button look="plain">Find</Button>
      </form>
      <FilterLinks
        label="Which clubs"
        links={[
          { words: 'All', href: at({ group: undefined }), current: group === undefined },
          ...adoptionGroups.map((each) => ({
            ...{ words: groupWords[each], href: at({ group: each }), current: group === each },
          })),
        ]}
      />
      {items.length === 0 ? <p>No club to show.</p> : null}
      {items.length === 0 ? null : (
        <Rows label="Clubs">
          {items.map((each) => (
            <ClubRow key={each.clubId} each={each} now={ctx.now} />
          ))}
        </Rows>
      )}
      <Pagination
        label="Pages of clubs"
        previous={previous && at({ before: previous })}
        next={next && at({ after: next })}
      />
    </>
  )
}

const tags = {
  waiting: { status: 'not_checked', word: 'Not answered' },
  not_yet: { status: 'due_soon', word: 'Not yet' },
  adopted: { status: 'met', word: 'Adopted' },
} as const

function ClubRow({ each, now }: { each: ListedAdoption; now: Date }) {
  const { status, word } = tags[each.state]
  return (
    <Row
      title={each.clubName}
      roomy
      detail={
        <>
          {each.why ? `${each.why} ` : ''}
          {each.at && each.byName ? (
            <span className="text-ink-soft">
              {each.byName}, <Time at={each.at} now={now} as="date" />
            </span>
          ) : (
            <span className="text-ink-soft">
              has had it since <Time at={each.deliveredAt} now={now} as="date" />
            </span>
          )}
          {each.leftAt ? (
            <span className="block">
              left you on <Time at={each.leftAt} now={now} as="date" />
            </span>
          ) : null}
        </>
      }
    >
      <StatusTag status={status}>{word}</StatusTag>
    </Row>
  )
}
