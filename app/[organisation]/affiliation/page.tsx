import type { Metadata } from 'next'
import { getChecklist } from '#lib/affiliation/get-checklist'
import { checklistHeadline, turnWords } from '#lib/core/affiliation/checklist'
import type { Line } from '#lib/core/affiliation/line'
import * as affiliationPaths from '#lib/core/affiliation-paths'
import { counted, formatDateTime } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { whoseRules } from '#lib/core/wording'
import { BackLink } from '../../components/back-link'
import { Disclosure } from '../../components/disclosure'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { ChecklistLines } from './checklist-lines'

export const metadata: Metadata = { title: 'Affiliation checklist' }

/** What the rules ask of the club before it affiliates again: the worst first, made anew each time. */
export default async function AffiliationPage({
  params,
}: PageProps<'/[organisation]/affiliation'>) {
  const { organisation: slug } = await params
  const ctx = await pageContext(slug, affiliationPaths.checklist(slug))
  const { checklist, bodies } = await orNotFound(getChecklist(ctx, {}))
  const { blocks, advice, waits, elsewhere, inOrder, notApplicable } = checklist
  const { now, organisation } = ctx
  return (
    <>
      <BackLink href={paths.organisation(slug)}>Home</BackLink>
      <div className="grid gap-1">
        <h1>{checklistHeadline(checklist)}</h1>
        {blocks.length === 0 ? null : <p>{turnWords(blocks)}.</p>}
        <p className="text-ink-soft">
          {organisation.name}, {formatDateTime(now)}. By the rules of {whoseRules(bodies)}. To keep
          it or to show it to your committee, print this page.
        </p>
      </div>
      <Part title="Blocks affiliation" lines={blocks} now={now}>
        These must be so. What needs you stands first among those that are as bad.
      </Part>
      <Folded title="Better so" lines={advice} now={now}>
        Advice: it blocks nothing.
      </Folded>
      <Folded title="Your governing body may ask you" lines={elsewhere} now={now}>
        The rules ask for these, and nothing here can show whether they are so.
      </Folded>
      <Folded title="In order" lines={inOrder} now={now} />
      <Folded title="Waits for the lines above" lines={waits} now={now} />
      <Folded title="Does not apply" lines={notApplicable} now={now} />
    </>
  )
}

type PartProps = { title: string; lines: readonly Line[]; now: Date }

function Part({ title, lines, now, children }: PartProps & { children: string }) {
  if (lines.length === 0) return null
  return (
    <section className="grid gap-3">
      <h2>{title}</h2>
      <p>{children}</p>
      <ChecklistLines label={title} lines={lines} now={now} />
    </section>
  )
}

/** What blocks nothing, folded away on a screen and open on paper. */
function Folded({ title, lines, now, children }: PartProps & { children?: string }) {
  if (lines.length === 0) return null
  return (
    <section className="grid gap-1">
      <h2>{title}</h2>
      {children === undefined ? null : <p>{children}</p>}
      <Disclosure summary={counted(lines.length, 'line')}>
        <ChecklistLines label={title} lines={lines} now={now} />
      </Disclosure>
    </section>
  )
}
