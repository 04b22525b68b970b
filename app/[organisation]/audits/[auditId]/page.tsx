import type { Metadata } from 'next'
import { getAudit, type Audit } from '#lib/audits/get-audit'
import { triggerSentence } from '#lib/core/audit-words'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { listConnections, type Connection } from '#lib/zoom-connections/list-connections'
import { BackLink } from '../../../components/back-link'
import { Card } from '../../../components/card'
import { Live } from '../../../components/live'
import { Stack, Two } from '../../../components/page-layout'
import { Time } from '../../../components/time'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'
import { SortNext } from '../../zoom/next-step'
import { CameTo } from './came-to'
import { auditHeadline } from './headline'
import { clubJudgements } from './club-judgements'
import { WhatWasRead } from './what-was-read'
import { Waiting } from './waiting'

export const metadata: Metadata = { title: 'A check' }

/** One check of one Zoom account: how far it has come, what was read, and what it came to. */
export default async function AuditPage({ params }: PageProps<'/[organisation]/audits/[auditId]'>) {
  const { organisation: slug, auditId } = await params
  const ctx = await pageContext(slug, paths.audit(slug, auditId))
  const audit = await orNotFound(getAudit(ctx, { auditId }))
  const isOwn = ctx.organisation.kind === 'person'
  const judgements = await clubJudgements(ctx, audit)
  const toSort = isOwn ? unsortedOf(await listConnections(ctx, {})) : 0
  const going =
    audit.stage !== 'finished' || judgements.some(({ audit: { stage } }) => stage !== 'finished')
  return (
    <>
      {audit.coachId ? (
        <BackLink href={paths.coach(slug, audit.coachId)}>
          Back to {audit.coachName ?? 'the coach'}
        </BackLink>
      ) : (
        <BackLink href={paths.zoom(slug)}>
          Back to {isOwn ? 'your Zoom' : 'the club’s Zoom'}
        </BackLink>
      )}
      <h1>{auditHeadline(audit, judgements)}</h1>
      {audit.stage === 'finished' ? null : (
        <Waiting audit={audit} now={ctx.now} isOwn={isOwn} lookAgain={paths.audit(slug, auditId)} />
      )}
      {going ? <Live every_ms={5000} source={paths.auditEvents(slug, auditId)} /> : null}
      <Two>
        <Stack as="section" label="What it came to">
          {audit.stage === 'finished' && toSort > 0 ? <ToSort count={toSort} /> : null}
          <CameTo audit={audit} judgements={judgements} isOwn={isOwn} now={ctx.now} />
          <WhatWasRead slug={slug} audit={audit} isOwn={isOwn} />
        </Stack>
        <Stack as="aside" label="About this check">
          <About audit={audit} now={ctx.now} ofAccount={!isOwn && audit.coachId === null} />
        </Stack>
      </Two>
    </>
  )
}

const unsortedOf = (connections: readonly Connection[]): number =>
  connections.reduce((sum, { state, unsorted }) => sum + (state === 'connected' ? unsorted : 0), 0)

/** A session that nobody called one is not checked: said where somebody looks for the result. */
function ToSort({ count }: { count: number }) {
  return (
    <Card as="section">
      <h2>
        {counted(count, 'meeting')}: {count === 1 ? 'is it a club session?' : 'which are sessions?'}
      </h2>
      <p>
        We read a meeting only once you say that it is a session of a club. Only you see the others.
      </p>
      <SortNext />
    </Card>
  )
}

type Described = { audit: Audit; now: Date; ofAccount: boolean }

function About({ audit: { trigger, queuedAt, readAt, whole }, now, ofAccount }: Described) {
  return (
    <Card as="section">
      <h2>About this check</h2>
      <p>
        {triggerSentence(trigger)} It began <Time at={queuedAt} now={now} as="when" />
        {readAt ? (
          <>
            , and ended <Time at={readAt} now={now} as="when" />
          </>
        ) : null}
        .
      </p>
      <p>{whatItReads(ofAccount, whole)} It changes nothing in Zoom.</p>
    </Card>
  )
}

function whatItReads(ofAccount: boolean, whole: boolean): string {
  if (ofAccount) {
    return 'A check of the club’s own account reads what is set and locked for everybody and for each group, and who is in it. Each coach in it has a check of their own.'
  }
  return whole
    ? 'A check reads the settings, and the sessions of your clubs. It never opens other meetings.'
    : 'It read the settings, and only those sessions that the change was about. The daily check reads all of them.'
}
