import { atOnce } from '#lib/audits/at-once'
import { benchClubsAsOf, benchClubsList } from '#lib/bench/clubs-list'
import { benchEvaluateEveryone } from '#lib/bench/evaluate-everyone'
import { benchFullAudit } from '#lib/bench/full-audit'
import { benchHashLeaves } from '#lib/bench/hash-leaves'
import { benchPublishRules } from '#lib/bench/publish-rules'
import { benchSequenceLog } from '#lib/bench/sequence-log'
import { env } from '#lib/env'
import { findDue } from '#lib/jobs/find-due'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { handle } from '../handlers'
import { runOnce } from './run-once'
import { sayFigure } from './say-figure'

// Started by bench, as a process with the settings of what it measures.

const rows_max = 500

/**
 * Does everything that is due, and what comes of it, as the sweep would without a queue: no more at
 * once than a worker does, since what waits too long for a connection is put off.
 */
async function doDue(): Promise<void> {
  for (;;) {
    const due = await findDue(new Date(), rows_max)
    if (due.length === 0) return
    await atOnce(due, env().WORKER_CONCURRENCY, ({ kind, ...payload }) => handle(kind, payload))
  }
}

await runOnce(async () => {
  await prepareQueue()
  const figures = [
    benchEvaluateEveryone,
    benchSequenceLog,
    benchHashLeaves,
    () => benchFullAudit(doDue),
    () => benchPublishRules(doDue),
    async () => [await benchClubsList(), await benchClubsAsOf()],
  ]
  for (const measure of figures) (await measure()).forEach(sayFigure)
})
