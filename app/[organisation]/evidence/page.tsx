import type { Metadata } from 'next'
import { calendarDate, counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { Pack } from '#lib/evidence-packs/get-pack'
import { listPacks } from '#lib/evidence-packs/list-packs'
import { Card } from '../../components/card'
import { EmptyState } from '../../components/empty-state'
import { Live } from '../../components/live'
import { Stack, Two } from '../../components/page-layout'
import { Row, Rows } from '../../components/rows'
import { StatusTag } from '../../components/status-tag'
import { Time } from '../../components/time'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { periodWords, sizeWords, standingFaces, standingOf } from './pack-words'
import { RequestForm } from './request-form'
import { day_ms } from '#lib/core/durations'

export const metadata: Metadata = { title: 'Evidence' }

const usual_ms = 30 * day_ms

/** A club's evidence packs: those that are there, and the form that asks for one. */
export default async function EvidencePage({ params }: PageProps<'/[organisation]/evidence'>) {
  const { organisation: slug } = await params
  const ctx = await pageContext(slug, paths.evidence(slug))
  const packs = await orNotFound(listPacks(ctx, {}))
  const { now } = ctx
  return (
    <>
      <div className="grid gap-3">
        <h1>{headline(packs, now)}</h1>
        <p>
          A pack shows, for any days you choose, what was checked, what was found and when it was
          mended, in a form that others can check without taking our word for it. Where Zoom never
          tells, <a href={paths.statements(slug)}>statements</a> say whose word it is.
        </p>
      </div>
      {packs.some((pack) => standingOf(pack, now) === 'being made') ? <Live /> : null}
      <Two>
        <Stack as="section" label="Your packs">
          {packs.length === 0 ? (
            <EmptyState title="Your packs will be here">
              Choose the days, and make one. It takes less than a minute as a rule.
            </EmptyState>
          ) : (
            <Rows label="Packs, the newest first">
              {packs.map((pack) => (
                <PackRow key={pack.id} slug={slug} pack={pack} now={now} />
              ))}
            </Rows>
          )}
        </Stack>
        <Stack as="aside" label="A new pack">
          <Card as="section">
            <h2>Make a pack</h2>
            <RequestForm
              slug={slug}
              from={calendarDate(new Date(now.getTime() - usual_ms))}
              until={calendarDate(now)}
            />
          </Card>
        </Stack>
      </Two>
    </>
  )
}

function headline(packs: readonly Pack[], now: Date): string {
  const standing = (wanted: string) =>
    packs.filter((pack) => standingOf(pack, now) === wanted).length
  if (standing('being made') > 0) return 'A pack is being made'
  const ready = standing('ready')
  if (ready === 0) return packs.length === 0 ? 'No evidence pack yet' : 'No pack is ready'
  return `${counted(ready, 'evidence pack')} ready`
}

function PackRow({ slug, pack, now }: { slug: string; pack: Pack; now: Date }) {
  const standing = standingOf(pack, now)
  const { face, words } = standingFaces[standing]
  return (
    <Row
      title={periodWords(pack)}
      href={paths.evidencePack(slug, pack.id)}
      detail={
        <span className="text-[0.98rem] text-ink-soft">
          Asked for by {pack.requestedBy} <Time at={pack.requestedAt} now={now} as="when" />
          {standing === 'ready' ? (
            <>
              {' · '}
              {sizeWords(pack.bytes ?? 0)}
              {', kept until '}
              <Time at={pack.deleteAfter} now={now} as="date" />
            </>
          ) : null}
        </span>
      }
    >
      <StatusTag status={face}>{words}</StatusTag>
    </Row>
  )
}
