/** How soon a stream that ended is opened again; doubled each time that it says nothing. */
const again_first_ms = 1000
const again_max_ms = 60_000

/** However much changes, the page is not fetched more often than this. */
const gap_ms = 1500

/** As the stream says it; anything else is a stranger's. */
function messageOf(data: unknown): { changed: boolean; at: number } | null {
  try {
    const said: unknown = JSON.parse(String(data))
    if (typeof said !== 'object' || said === null) return null
    if (!('changed' in said) || !('at' in said) || typeof said.at !== 'number') return null
    return { changed: said.changed === true, at: said.at }
  } catch {
    return null
  }
}

/**
 * Listens to the stream `source` while the page is in view, and calls `changed` when it says that
 * something changed after `since`. Comes back by itself, ever more seldom, and asks then for what it
 * missed. Returns how to end it.
 */
export function hearUpdates(source: string, since: number, changed: () => void): () => void {
  let from = since
  let failures = 0
  let stream: EventSource | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  let telling: ReturnType<typeof setTimeout> | undefined
  let told_ms = -Infinity

  const tell = () => {
    telling ??= setTimeout(
      () => {
        telling = undefined
        told_ms = performance.now()
        changed()
      },
      Math.max(0, told_ms + gap_ms - performance.now()),
    )
  }
  const close = () => {
    clearTimeout(again)
    stream?.close()
    stream = undefined
  }
  const open = () => {
    close()
    if (document.visibilityState !== 'visible') return
    stream = new EventSource(`${source}?since=${from}`)
    stream.addEventListener('message', ({ data }) => {
      const said = messageOf(data)
      if (!said) return
      failures = 0
      from = said.at
      if (said.changed) tell()
    })
    // Also when it has ended in order: the server lets none go on for ever.
    stream.addEventListener('error', () => {
      close()
      const wait_ms = Math.min(again_first_ms * 2 ** failures, again_max_ms)
      failures += 1
      // Not all pages at once, after a server was away.
      again = setTimeout(open, wait_ms * (0.75 + Math.random() / 2))
    })
  }
  // A page that is kept for the back button holds no connection.
  const turned = () => (document.visibilityState === 'visible' ? open() : close())
  document.addEventListener('visibilitychange', turned)
  addEventListener('pagehide', close)
  addEventListener('pageshow', turned)
  open()
  return () => {
    document.removeEventListener('visibilitychange', turned)
    removeEventListener('pagehide', close)
    removeEventListener('pageshow', turned)
    clearTimeout(telling)
    close()
  }
}
