import type { Metadata } from 'next'
import { calendarDate } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { getPack, type Pack } from '#lib/evidence-packs/get-pack'
import { lastMoment } from '#lib/evidence-packs/make-pack'
import { BackLink } from '../../../components/back-link'
import { Card } from '../../../components/card'
import { Live } from '../../../components/live'
import { Notice } from '../../../components/notice'
import { Progress } from '../../../components/progress'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { periodWords, standingFaces, standingOf } from '../pack-words'
import { RequestForm } from '../request-form'
import { ReadyPack } from './ready-pack'

export const metadata: Metadata = { title: 'One evidence pack' }

/** One pack: being made, ready to take, not made, or deleted. */
export default async function PackPage({ params }: PageProps<'/[organisation]/evidence/[packId]'>) {
  const { organisation: slug, packId } = await params
  const ctx = await pageContext(slug, paths.evidencePack(slug, packId))
  const pack = await orNotFound(getPack(ctx, { packId }))
  const standing = standingOf(pack, ctx.now)
  const { face, words } = standingFaces[standing]
  return (
    <>
      <BackLink href={paths.evidence(slug)}>Back to all packs</BackLink>
      <div className="grid gap-3">
        <StatusTag status={face}>{words}</StatusTag>
        <h1>Evidence from {periodWords(pack)}</h1>
        <p className="text-ink-soft">
          Asked for by {pack.requestedBy} <Time at={pack.requestedAt} now={ctx.now} as="when" />
        </p>
      </div>
      {standing === 'being made' ? <BeingMade slug={slug} packId={packId} /> : null}
      {standing === 'ready' ? <ReadyPack slug={slug} pack={pack} now={ctx.now} /> : null}
      {standing === 'failed' ? (
        <Notice tone="warning" title={pack.failure ?? 'The pack could not be built.'}>
          <p>Nothing of what it would show is lost. It is only the file that is not there.</p>
        </Notice>
      ) : null}
      {standing === 'deleted' ? (
        <Notice tone="information" title="The file was deleted, as was said when it was made">
          <p>
            It was kept until <Time at={pack.deleteAfter} now={ctx.now} as="date" />. What it was
            made from is still here, and gives a pack for the same days.
          </p>
        </Notice>
      ) : null}
      {standing === 'failed' || standing === 'deleted' ? <Again slug={slug} pack={pack} /> : null}
    </>
  )
}

function BeingMade({ slug, packId }: { slug: string; packId: string }) {
  return (
    <Card as="section">
      <Progress
        label="The pack is being made"
        done={0}
        lookAgain={paths.evidencePack(slug, packId)}
      >
        It takes less than a minute as a rule. You can leave this page: it goes on without you.
      </Progress>
      <Live />
    </Card>
  )
}

function Again({ slug, pack }: { slug: string; pack: Pack }) {
  return (
    <Card as="section">
      <h2>Make it again</h2>
      <RequestForm
        slug={slug}
        from={calendarDate(pack.from)}
        until={calendarDate(lastMoment(pack))}
        verb="Make it again"
      />
    </Card>
  )
}
