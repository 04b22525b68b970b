'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

/**
 * Fetches the page's content again while it is on the page and in view: every `every_ms`, and
 * whenever the event stream `source` says something. Leave it out of the page when all is done.
 */
export function Live({ every_ms = 3_000, source }: { every_ms?: number; source?: string }) {
  const router = useRouter()

  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') router.refresh()
    }
    const timer = setInterval(look, every_ms)
    const stream = source === undefined ? undefined : new EventSource(source)
    stream?.addEventListener('message', look)
    return () => {
      clearInterval(timer)
      stream?.close()
    }
  }, [router, every_ms, source])

  return null
}
