import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { ruleTitle } from '#lib/core/rules/rule-title'
import { listExemptions, type ListedExemptions } from '#lib/exemptions/list-exemptions'
import { BackLink } from '../../components/back-link'
import { ButtonLink } from '../../components/button'
import { Card } from '../../components/card'
import { EmptyState } from '../../components/empty-state'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { Done } from '../done'
import { ExemptionCard } from './exemption-card'

export const metadata: Metadata = { title: 'Where rules do not apply' }

/** Where some rules do not apply: what the rules name, and what the club says of itself. */
export default async function ExemptionsPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/exemptions'>) {
  const { organisation: slug } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.exemptions(slug))
  const { categories, live, ended } = await orNotFound(listExemptions(ctx, {}))
  const officer = mayRole(ctx.roles, 'exemption.say')
  return (
    <>
      <BackLink href={paths.rules(slug)}>Back to the rules</BackLink>
      <h1>Where rules do not apply</h1>
      <Done done={done} />
      <p>
        Some rules need not hold everywhere. Somebody of the club says so and why, and a second
        person agrees. Until both have, all rules hold. It shows as “does not apply”, never as met.
      </p>
      {live.length === 0 ? (
        <EmptyState title="All rules apply everywhere">
          Nobody has said that something else is so.
        </EmptyState>
      ) : (
        <section className="grid gap-3">
          <h2>What the club says</h2>
          {live.map((each) => (
            <ExemptionCard
              key={each.exemptionId}
              {...{ slug, officer }}
              said={each}
              now={ctx.now}
            />
          ))}
        </section>
      )}
      <Categories slug={slug} categories={categories} officer={officer} />
      {ended.length === 0 ? null : (
        <section className="grid gap-3">
          <h2>What counts no more</h2>
          {ended.map((each) => (
            <ExemptionCard
              key={each.exemptionId}
              {...{ slug, officer }}
              said={each}
              now={ctx.now}
            />
          ))}
        </section>
      )}
    </>
  )
}

function Categories({
  slug,
  categories,
  officer,
}: { slug: string; officer: boolean } & Pick<ListedExemptions, 'categories'>) {
  return (
    <section className="grid gap-3">
      <h2>What your rules leave out</h2>
      {categories.length === 0 ? <p>Nothing. All of your rules apply everywhere.</p> : null}
      {categories.map(({ key, category, rules, reason, name }) => (
        <Card key={key}>
          <h3>{category}</h3>
          <p>{`${reason} Decided by ${name}.`}</p>
          <p>These do not apply there:</p>
          <ul className="list-disc pl-5">
            {rules.map((rule) => (
              <li key={rule}>{ruleTitle(rule)}</li>
            ))}
          </ul>
          {officer ? (
            <ButtonLink href={paths.exemptionNew(slug, { category: key })} look="plain">
              Our whole club belongs here
            </ButtonLink>
          ) : null}
        </Card>
      ))}
      {categories.length > 0 && officer ? (
        <p>
          Is it one session only? Open <a href={paths.sessions(slug)}>that session</a>, and say so
          there.
        </p>
      ) : null}
    </section>
  )
}
