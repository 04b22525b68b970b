import { setTimeout as wait } from 'node:timers/promises'
import { requireContext } from '#lib/auth/require-context'
import { listenFor, type Whose } from '#lib/changes/ear'
import { whoseChanges } from '#lib/changes/whose-changes'
import { actorUserId } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { eventLine, eventStream, plainAnswer } from '../../../edge/event-stream'
import { changeStreams } from '../../../edge/open-streams'

/** For how long one stream goes on: browsers then come back, and are asked anew who they are. */
const stream_max_ms = 55_000

/** How long it is quiet at the most, and for how long changes are gathered into one. */
const quiet_max_ms = 20_000
const gather_ms = 500

/** Web servers' clocks differ; a page that looks once too often is nobody's loss. */
const clocks_ms = 2000

/**
 * Says that something changed of what the asker sees here, as server-sent events, and nothing of
 * what: `changed`, and the moment to ask from when coming back. `since` is the moment of the page
 * that asks.
 */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/events/[organisation]'>,
): Promise<Response> {
  const { organisation } = await params
  try {
    const ctx = await requireContext(organisation)
    const userId = actorUserId(ctx) ?? ''
    const whose = await whoseChanges(ctx)
    // "No content" is how a browser is told not to come back.
    if (whose.length === 0) return plainAnswer(204)
    if (!changeStreams.mayOpen(userId)) return plainAnswer(503)
    const since_ms = Number(new URL(request.url).searchParams.get('since') ?? NaN)
    return eventStream(watch(userId, whose, since_ms, request.signal))
  } catch (error) {
    if (isAppError(error, 'not_signed_in')) return plainAnswer(401)
    if (isAppError(error)) return plainAnswer(404)
    throw error
  }
}

const say = (changed: boolean) => eventLine(`data: ${JSON.stringify({ changed, at: Date.now() })}`)

async function* watch(
  userId: string,
  whose: readonly Whose[],
  since_ms: number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  if (!changeStreams.open(userId)) return
  let changed = false
  let wake = new AbortController()
  const ear = await listenFor(whose, () => {
    changed = true
    wake.abort()
  })
  try {
    const until = performance.now() + stream_max_ms
    // Not a number is never late.
    yield say(!(since_ms > 0) || ear.mayHaveChangedSince(since_ms - clocks_ms))
    while (performance.now() < until && !signal.aborted) {
      await wait(gather_ms, undefined, { signal })
      wake = new AbortController()
      if (!changed) {
        const over = AbortSignal.any([signal, wake.signal])
        await wait(quiet_max_ms, undefined, { signal: over }).catch(() => {})
      }
      const saying = changed
      changed = false
      yield say(saying)
    }
  } catch (error) {
    // Whoever has gone away is told nothing; the rest breaks the stream, and the browser comes back.
    if (!signal.aborted) throw error
  } finally {
    ear.end()
    changeStreams.close(userId)
  }
}
