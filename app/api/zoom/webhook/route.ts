import { after, type NextRequest } from 'next/server'
import { giveHints } from '#lib/jobs/give-hints'
import { receiveWebhook } from '#lib/zoom-events/receive-webhook'

export const dynamic = 'force-dynamic'

/** Where Zoom tells of changes. Answered before any work: what is stored is worked from its row. */
export async function POST(request: NextRequest) {
  const { status, json, hints } = await receiveWebhook(request, new Date())
  after(() => giveHints(hints))
  const headers = { 'cache-control': 'no-store' }
  return json ? Response.json(json, { status, headers }) : new Response(null, { status, headers })
}
