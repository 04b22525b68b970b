'use client'

import { useLayoutEffect, useRef, useState, useSyncExternalStore, type ComponentProps } from 'react'

type Typed = { text: string; from: number; to: number }

/**
 * A textarea that keeps what was typed before the page's scripts were there: React puts its first
 * text back when it takes over a textarea that had one, which it does not with an input.
 */
export function TextArea({ id, ...props }: ComponentProps<'textarea'> & { id: string }) {
  const takesOver = useSyncExternalStore(
    never,
    () => false,
    () => true,
  )
  const [early] = useState(() => (takesOver ? typedIn(id) : null))
  const area = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    const { current } = area
    if (!early || !current || current.value === early.text) return
    current.value = early.text
    if (document.activeElement === current) current.setSelectionRange(early.from, early.to)
  }, [early])
  return <textarea ref={area} id={id} {...props} />
}

const never = () => () => {}

/** What stands in a field that the server wrote; null on the server itself. */
function typedIn(id: string): Typed | null {
  if (typeof document === 'undefined') return null
  const field = document.querySelector(`textarea#${CSS.escape(id)}`)
  if (!(field instanceof HTMLTextAreaElement)) return null
  return { text: field.value, from: field.selectionStart, to: field.selectionEnd }
}
