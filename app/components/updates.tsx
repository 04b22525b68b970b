'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { updateWords } from '#lib/core/update-words'
import { hasTyped } from './has-typed'
import { hearUpdates } from './hear-updates'

/** How long it is said that the page was updated. */
const said_ms = 8000

const waiting = 'Something changed.'

type Shown = {
  /** The moment that the page shows. */
  since: number
  /** How many things there were to mend in it; null where they are not counted. */
  toMend: number | null
}

/**
 * Keeps a page as things are while it is in view: fetches its content again when the stream `source`
 * says that something changed, says so politely, and leaves alone what is being typed: then it only
 * offers to. Without JavaScript the page stays as it is.
 */
export function Updates({ source, since, toMend }: Shown & { source: string }) {
  const router = useRouter()
  const [fetching, startFetching] = useTransition()
  const [waits, setWaits] = useState(false)
  const [words, say] = useSaid()
  const shown = useRef<Shown>({ since, toMend })
  const fetchedFrom = useRef<Element | null>(null)

  const fetchNow = () => {
    fetchedFrom.current = document.activeElement
    setWaits(false)
    startFetching(() => router.refresh())
  }
  const changed = useRef(fetchNow)
  useEffect(() => {
    changed.current = () => (hasTyped() ? setWaits(true) : fetchNow())
  })

  useEffect(() => hearUpdates(source, shown.current.since, () => changed.current()), [source])

  useEffect(() => {
    const before = shown.current
    if (before.since === since) return
    shown.current = { since, toMend }
    if (fetchedFrom.current === null) return
    keepFocus(fetchedFrom.current)
    fetchedFrom.current = null
    say(updateWords(before.toMend, toMend))
  }, [since, toMend, say])

  const text = waits ? waiting : words
  return (
    <div className="pointer-events-none fixed inset-x-4 bottom-4 z-10 grid justify-center print:hidden">
      <div className={text === '' ? '' : box}>
        <output aria-busy={fetching}>{text}</output>
        {waits ? (
          <button
            type="button"
            onClick={fetchNow}
            className="min-h-12 w-fit font-[650] text-pitch underline"
          >
            Show it now
          </button>
        ) : null}
      </div>
    </div>
  )
}

const box =
  'pointer-events-auto flex flex-wrap items-center gap-x-4 rounded-card border-2 border-line-strong bg-chalk px-4 py-2'

/** Something to say, for a while. */
function useSaid(): [string, (words: string) => void] {
  const [words, say] = useState('')
  useEffect(() => {
    const timer = words === '' ? undefined : setTimeout(() => say(''), said_ms)
    return () => clearTimeout(timer)
  }, [words])
  return [words, say]
}

/** What had the focus may be gone with what it was a part of: then one is at the page’s content. */
function keepFocus(focused: Element): void {
  if (focused.isConnected) return
  document.querySelector('main')?.focus({ preventScroll: true })
}
