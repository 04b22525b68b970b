import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { Context } from '#lib/context'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { listPolicies, type ListedPolicy } from '#lib/policies/list-policies'
import { ButtonLink } from '../../components/button'
import { EmptyState } from '../../components/empty-state'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { Done } from '../done'

export const metadata: Metadata = { title: 'Policies' }

/** Policies that an organisation has: what it is to adopt, what holds, what is being written. */
export default async function PoliciesPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/policies'>) {
  const { organisation: slug } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.policies(slug))
  if (ctx.organisation.kind === 'person') notFound()
  const { policies, drafts } = await orNotFound(listPolicies(ctx, {}))
  const writes = mayRole(ctx.roles, 'policy.write')
  const open = policies.filter(({ toAdopt }) => toAdopt !== null)
  const others = policies.filter(({ toAdopt, withdrawnAt }) => !toAdopt && !withdrawnAt)
  const withdrawn = policies.filter(({ withdrawnAt }) => withdrawnAt !== null)
  return (
    <>
      <h1>Policies</h1>
      <Done done={done} />
      {writes ? (
        <ButtonLink href={paths.policyNew(slug)} look={open.length > 0 ? 'plain' : 'primary'}>
          Write a policy
        </ButtonLink>
      ) : null}
      <List title="For your club to adopt" listed={open} ctx={ctx} />
      {drafts.length === 0 ? null : (
        <section className="grid gap-3">
          <h2>Being written</h2>
          <Rows>
            {drafts.map((draft) => (
              <Row
                key={draft.policyId}
                title={draft.title || 'Without a title yet'}
                href={paths.policyDraft(slug, draft.policyId)}
              >
                <span>
                  saved <Time at={draft.changedAt} now={ctx.now} as="relative" />
                </span>
              </Row>
            ))}
          </Rows>
        </section>
      )}
      <List title="In force" listed={others.filter(holds)} ctx={ctx} />
      <List title="Not in force yet" listed={others.filter((each) => !holds(each))} ctx={ctx} />
      <List title="Withdrawn" listed={withdrawn} ctx={ctx} />
      {policies.length + drafts.length === 0 ? <Nothing writes={writes} slug={slug} /> : null}
    </>
  )
}

/** True where one of its versions holds today. */
const holds = ({ version }: ListedPolicy) => version !== null

function Nothing({ writes, slug }: { writes: boolean; slug: string }) {
  return (
    <EmptyState
      title="There is no policy yet"
      action={
        writes ? <a href={paths.policyNew(slug)}>See the texts that you can start from</a> : null
      }
    >
      What everybody is asked to read and follow will be here.
    </EmptyState>
  )
}

function List({
  title,
  listed,
  ctx,
}: {
  title: string
  listed: readonly ListedPolicy[]
  ctx: Context
}) {
  if (listed.length === 0) return null
  const { slug } = ctx.organisation
  return (
    <section className="grid gap-3">
      <h2>{title}</h2>
      <Rows>
        {listed.map((each) => (
          <Row
            key={each.policyId}
            title={each.title}
            detail={<Whose each={each} now={ctx.now} />}
            href={paths.policy(slug, each.policyId)}
            roomy
          >
            <State each={each} />
          </Row>
        ))}
      </Rows>
    </section>
  )
}

function Whose({ each, now }: { each: ListedPolicy; now: Date }) {
  const left = !each.isOwn && !each.isAbove ? ', which is no longer above you' : ''
  return (
    <>
      {each.isOwn ? 'Your own' : `From ${each.publisherName}${left}`}
      {each.withdrawnAt ? (
        <>
          , withdrawn on <Time at={each.withdrawnAt} now={now} as="date" />
        </>
      ) : null}
      {each.toAdopt?.why ? `. Why not yet: ${each.toAdopt.why}` : ''}
    </>
  )
}

function State({ each: { toAdopt, version, counts, withdrawnAt } }: { each: ListedPolicy }) {
  if (withdrawnAt) return <StatusTag status="not_applicable">Withdrawn</StatusTag>
  if (toAdopt) {
    return (
      <StatusTag status="due_soon">
        {toAdopt.why ? 'Not adopted yet' : `Version ${toAdopt.version} to adopt`}
      </StatusTag>
    )
  }
  return (
    <>
      {version === null ? (
        <StatusTag status="not_checked">Not in force yet</StatusTag>
      ) : (
        <span>version {version}</span>
      )}
      {counts && counts.clubs > 0 ? (
        <StatusTag status={counts.adopted === counts.clubs ? 'met' : 'due_soon'}>
          {`${counts.adopted} of ${counted(counts.clubs, 'club')} adopted`}
        </StatusTag>
      ) : null}
    </>
  )
}
