import { webStream } from '#lib/web-stream'

const encoder = new TextEncoder()

/** One part of an event stream, as bytes. */
export const eventLine = (text: string) => encoder.encode(`${text}\n\n`)

/** An answer without content, that is kept nowhere. */
export const plainAnswer = (status: number) =>
  new Response(null, { status, headers: { 'cache-control': 'no-store' } })

/** Server-sent events, which nothing between may keep or gather. */
export const eventStream = (lines: AsyncGenerator<Uint8Array>) =>
  new Response(webStream(lines), {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
