import { offlinePage } from '#lib/guide/offline-page'

/** The guide as a file to keep. Sent as an attachment, so that it is never shown under this origin. */
export function GET(): Response {
  return new Response(offlinePage(new Date()), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': 'attachment; filename="a-session-is-being-attacked.html"',
      'cache-control': 'no-cache',
    },
  })
}

// The file says how old it is, so it is made when asked for and not when the product is built.
export const dynamic = 'force-dynamic'
