import { setTimeout as wait } from 'node:timers/promises'
import { requireContext } from '#lib/auth/require-context'
import { getAuditProgress, type AuditProgress } from '#lib/audits/get-audit-progress'
import { actorUserId, type Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { eventLine, eventStream, plainAnswer } from '../../../../../edge/event-stream'
import { auditStreams } from '../../../../../edge/open-streams'

/** How often the database is asked, and for how long one stream goes on; browsers then come back. */
const look_ms = 1000
const stream_max_ms = 55_000

/** Says whenever a check has come further, as server-sent events, until it has ended. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/events/[organisation]/audits/[auditId]'>,
): Promise<Response> {
  const { organisation, auditId } = await params
  try {
    const ctx = await requireContext(organisation)
    const first = await getAuditProgress(ctx, { auditId })
    // "No content" is how a browser is told not to come back.
    if (first.stage === 'finished') return plainAnswer(204)
    // Whoever gets none still sees the page look by itself.
    if (!auditStreams.mayOpen(actorUserId(ctx) ?? '')) return plainAnswer(503)
    return eventStream(watch(ctx, auditId, first, request.signal))
  } catch (error) {
    if (isAppError(error, 'not_signed_in')) return plainAnswer(401)
    if (isAppError(error)) return plainAnswer(404)
    throw error
  }
}

async function* watch(
  ctx: Context,
  auditId: string,
  first: AuditProgress,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const userId = actorUserId(ctx) ?? ''
  if (!auditStreams.open(userId)) return
  try {
    const until = performance.now() + stream_max_ms
    let said = JSON.stringify(first)
    yield eventLine(`retry: 1000\ndata: ${said}`)
    while (performance.now() < until && !signal.aborted) {
      await wait(look_ms, undefined, { signal })
      const now = await getAuditProgress(ctx, { auditId })
      const saying = JSON.stringify(now)
      // A line that says nothing keeps what stands between from hanging up.
      yield eventLine(saying === said ? ':' : `data: ${saying}`)
      said = saying
      if (now.stage === 'finished') return
    }
  } catch (error) {
    // Whoever has gone away is told nothing; the rest breaks the stream, and the browser comes back.
    if (!signal.aborted) throw error
  } finally {
    auditStreams.close(userId)
  }
}
