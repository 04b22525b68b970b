import { checkHealth } from '#lib/health/check-health'

export const dynamic = 'force-dynamic'

/** 200 where everything works, 503 where something does not; which, in either case. */
export async function GET() {
  const health = await checkHealth(new Date())
  return Response.json(health, {
    status: health.ok ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  })
}
