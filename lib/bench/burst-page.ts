import { setTimeout as wait } from 'node:timers/promises'
import * as paths from '../core/paths'
import { env } from '../env'
import type { BurstClub } from './burst-accounts'

/** As the page’s own script does it: however much changes, it is not fetched more often than this. */
const gap_ms = 1500

/**
 * An officer’s page of what is to be mended, standing open: listens to the stream of what changes, and
 * fetches the page whenever that says so. Notes when each finding is first on it, by its id.
 */
export function openPage({ slug, cookie }: BurstClub): {
  seen: ReadonlyMap<string, number>
  close(): Promise<void>
} {
  const seen = new Map<string, number>()
  const over = new AbortController()
  let changed = true
  const get = (path: string) =>
    fetch(new URL(path, env().APP_URL), { headers: { cookie }, signal: over.signal })
  const look = async () => {
    const response = await get(paths.findings(slug))
    const html = await response.text()
    if (!response.ok) throw new Error(`the page answered with ${response.status}`)
    for (const [, id = ''] of html.matchAll(/\/findings\/([-0-9a-f]{36})/g)) {
      if (!seen.has(id)) seen.set(id, Date.now())
    }
  }
  const listen = async () => {
    let since = Date.now()
    while (!over.signal.aborted) {
      const stream = await get(`${paths.changeEvents(slug)}?since=${since}`)
      const text = stream.body?.pipeThrough(new TextDecoderStream())
      for await (const part of text ?? []) {
        if (part.includes('"changed":true')) changed = true
        since = Number(/"at":(\d+)/.exec(part)?.[1] ?? since)
      }
    }
  }
  const show = async () => {
    while (!over.signal.aborted) {
      if (changed) {
        changed = false
        await look()
        await wait(gap_ms, undefined, { signal: over.signal })
      }
      await wait(10, undefined, { signal: over.signal })
    }
  }
  const going = Promise.all([listen(), show()]).catch((error: unknown) => {
    if (!over.signal.aborted) throw error
  })
  return {
    seen,
    close: async () => {
      over.abort()
      await going
    },
  }
}
