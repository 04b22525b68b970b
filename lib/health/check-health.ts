import { healthOf, type Health } from '../core/health'
import { edgePool } from '../database/pools'
import { queueAnswers } from '../jobs/enqueue'

type Row = {
  worker_seen_at: Date | null
  oldest_due_at: Date | null
  webhook_seen_at: Date | null
  log_trouble: string | null
  log_pending_at: Date | null
}

/** Whether database, queue and worker do their work at `now`, and what has waited longest. */
export async function checkHealth(now: Date): Promise<Health> {
  const facts = edgePool()
    .query<Row>(
      `select worker_seen_at, oldest_due_at, last_webhook_at() as webhook_seen_at,
         (select trouble from log.state) as log_trouble,
         (select marked_at from log.pending order by seq limit 1) as log_pending_at
       from system_health($1)`,
      [now],
    )
    .then((found) => found.rows[0] ?? null)
    .catch(() => null)
  const [row, queue] = await Promise.all([facts, queueAnswers().catch(() => false)])
  return healthOf(
    {
      databaseAnswers: row !== null,
      queueAnswers: queue,
      workerSeenAt: row?.worker_seen_at ?? null,
      oldestDueAt: row?.oldest_due_at ?? null,
      webhookSeenAt: row?.webhook_seen_at ?? null,
      log: row && { trouble: row.log_trouble, oldestPendingAt: row.log_pending_at },
    },
    now,
  )
}
