import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { Context } from '#lib/context'
import { mayRole } from '#lib/core/permissions'
import * as paths from '#lib/core/paths'
import type { Effective } from '#lib/core/profiles/effective'
import { beginsAt } from '#lib/core/profiles/publication'
import { timetableWords } from '#lib/core/profiles/reminder-choice'
import { waysOf } from '#lib/core/profiles/way-words'
import { usualTimetable } from '#lib/core/reminders/timetable'
import { getRules } from '#lib/profiles/get-rules'
import { Row, Rows } from '../../components/rows'
import { Notice } from '../../components/notice'
import { Time } from '../../components/time'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { Done } from '../done'
import { EffectiveRules } from './effective-rules'
import { StartDraft } from './start-draft'
import { WayList } from './way-list'

export const metadata: Metadata = { title: 'Rules' }

type Rules = Awaited<ReturnType<typeof getRules>>

/** The rules that hold here, and whose they are; for who may, the way to write others. */
export default async function RulesPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/rules'>) {
  const { organisation: slug } = await params
  const { done } = await searchParams
  const ctx = await pageContext(slug, paths.rules(slug))
  if (ctx.organisation.kind === 'person') notFound()
  const rules = await orNotFound(getRules(ctx, {}))
  return (
    <>
      <h1>{ctx.organisation.kind === 'club' ? 'The rules for your club' : 'Your rules'}</h1>
      <Done done={done} />
      <Whose effective={rules.effective} ctx={ctx} />
      <Announced slug={slug} rules={rules} now={ctx.now} />
      {mayRole(ctx.roles, 'profile.change') ? (
        <StartDraft
          slug={slug}
          kind={ctx.organisation.kind}
          newest={rules.own[0]?.version ?? null}
          draft={rules.draft}
          now={ctx.now}
        />
      ) : null}
      <EffectiveRules effective={rules.effective} now={ctx.now} />
      <WayList ways={waysOf(rules.effective.profile)} />
      <p>
        {`Of what is to be signed or renewed by a day, people are reminded ${timetableWords(
          rules.effective.profile.reminders ?? usualTimetable,
        )}. Then only the welfare officers are told.`}
      </p>
      {ctx.organisation.kind === 'club' ? (
        <p>
          <a href={paths.exemptions(slug)} className="inline-block py-3">
            Where rules do not apply in your club
          </a>
        </p>
      ) : null}
      <History slug={slug} own={rules.own} now={ctx.now} />
    </>
  )
}

function Whose({ effective: { layers, profile }, ctx }: { effective: Effective; ctx: Context }) {
  const hasBody = layers.some(({ isBase }) => isBase)
  const ignored = layers.reduce((sum, layer) => sum + layer.ignored.length, 0)
  return (
    <>
      {hasBody ? null : (
        <p>
          {`These are the rules that come with Touchline: ${profile.name}. ${
            ctx.organisation.kind === 'governing_body'
              ? 'They hold for your clubs until you publish your own.'
              : 'They hold until your governing body publishes its own.'
          }`}
        </p>
      )}
      {layers.map(({ source, publication }) => (
        <p key={publication.id}>
          <a href={paths.rulesVersion(ctx.organisation.slug, publication.id)}>
            {`${source.name}, version ${publication.version}`}
          </a>
          {', since '}
          <Time at={beginsAt(publication)} now={ctx.now} as="date" />.
        </p>
      ))}
      {ignored > 0 ? (
        <Notice tone="warning" title="Some of the rules below do not count">
          They ask for less than those above them do now. The stricter rule counts.
        </Notice>
      ) : null}
    </>
  )
}

function Announced({ slug, rules, now }: { slug: string; rules: Rules; now: Date }) {
  if (rules.announced.length === 0) return null
  return (
    <section className="grid gap-3">
      <h2>What is announced</h2>
      <Rows>
        {rules.announced.map((each) => (
          <Row
            key={each.id}
            title={`${each.publisherName}, version ${each.version}`}
            href={paths.rulesVersion(slug, each.id)}
          >
            <span>
              from <Time at={beginsAt(each)} now={now} as="date" />
            </span>
          </Row>
        ))}
      </Rows>
    </section>
  )
}

function History({ slug, own, now }: { slug: string; own: Rules['own']; now: Date }) {
  if (own.length === 0) return null
  return (
    <section className="grid gap-3">
      <h2>What you have published</h2>
      <Rows>
        {own.map((each) => (
          <Row
            key={each.id}
            title={`Version ${each.version}`}
            detail={each.note}
            href={paths.rulesVersion(slug, each.id)}
            roomy
          >
            <span>
              from <Time at={each.inForceFrom} now={now} as="date" />
            </span>
          </Row>
        ))}
      </Rows>
    </section>
  )
}
