import type { AskedBody, Audit } from '#lib/audits/get-audit'
import { bodyName, reasonSentence } from '#lib/core/audit-words'
import * as paths from '#lib/core/paths'
import { Icon } from '../../../components/pictogram'
import { Row, Rows } from '../../../components/rows'
import { StatusTag } from '../../../components/status-tag'
import { sessionName } from '../../session-list'

/** Each thing that Zoom was asked for: read, or why not. What could not be read comes first. */
export function WhatWasRead({
  slug,
  audit,
  isOwn,
}: {
  slug: string
  audit: Audit
  isOwn: boolean
}) {
  const { bodies, readAt } = audit
  if (readAt === null) return null
  const unread = bodies.filter(({ couldNotCheckReason }) => couldNotCheckReason !== null)
  const read = bodies.filter(({ couldNotCheckReason }) => couldNotCheckReason === null)
  return (
    <section aria-labelledby="what-was-read" className="grid gap-3.5">
      <h2 id="what-was-read">
        {unread.length === 0 ? 'What was read' : `Read: ${read.length} of ${bodies.length}`}
      </h2>
      {bodies.length === 0 ? <p>Zoom told us nothing, so there is nothing to show.</p> : null}
      {bodies.length === 0 ? null : (
        <Rows>
          {[...unread, ...read].map((body) => (
            <BodyRow key={body.id} slug={slug} body={body} isOwn={isOwn} />
          ))}
        </Rows>
      )}
    </section>
  )
}

function BodyRow({ slug, body, isOwn }: { slug: string; body: AskedBody; isOwn: boolean }) {
  const { sessionId, topic, groupName, couldNotCheckReason } = body
  const called = bodyName(body.bodyKind, isOwn)
  const ofGroup = groupName ? `${called}: “${groupName}”` : called
  const title = sessionId ? `Session “${sessionName(topic)}”` : ofGroup
  return (
    <Row
      title={title}
      {...(sessionId && !isOwn ? { href: paths.session(slug, sessionId) } : {})}
      {...(couldNotCheckReason ? { detail: reasonSentence(couldNotCheckReason) } : {})}
    >
      {couldNotCheckReason ? (
        <StatusTag status="could_not_check" />
      ) : (
        <span className="inline-flex items-center gap-1.5 text-ink-soft">
          <Icon name="tick" /> Read
        </span>
      )}
    </Row>
  )
}
