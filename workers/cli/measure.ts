import { atOnce } from '#lib/audits/at-once'
import { benchClubsAsOf, benchClubsList } from '#lib/bench/clubs-list'
import { benchEvaluateEveryone } from '#lib/bench/evaluate-everyone'
import type { Figure } from '#lib/bench/figure'
import { benchFullAudit } from '#lib/bench/full-audit'
import { benchPublishRules } from '#lib/bench/publish-rules'
import { benchSignOffs } from '#lib/bench/sign-offs'
import { env } from '#lib/env'
import { findDue } from '#lib/jobs/find-due'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { handle } from '../handlers'
import { runOnce } from './run-once'

// Started by bench, as a process with the settings of what it measures.

const rows_max = 500
const all_rows = 1_000_000

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

/** The asking alone: what people are told of it would be mail by the thousand. */
async function doAsk(): Promise<void> {
  for (;;) {
    const due = (await findDue(new Date(), all_rows)).filter(({ kind }) => kind === 'ask-sign-offs')
    if (due.length === 0) return
    await atOnce(due, env().WORKER_CONCURRENCY, ({ kind, ...payload }) => handle(kind, payload))
  }
}

const rounded = (value: number) => Math.round(value * 1000) / 1000

function say(figure: Figure): void {
  const { figure_ms, floor_ms, ratio, paced_ms } = figure
  const plain = {
    ...(paced_ms === undefined ? {} : { paced_ms: rounded(paced_ms) }),
    figure_ms: rounded(figure_ms),
    floor_ms: rounded(floor_ms),
    ratio: rounded(ratio),
  }
  console.log(JSON.stringify({ ...figure, ...plain }))
}

await runOnce(async () => {
  await prepareQueue()
  const figures = [
    benchEvaluateEveryone,
    () => benchFullAudit(doDue),
    () => benchPublishRules(doDue),
    async () => [await benchClubsList(), await benchClubsAsOf()],
    // The last, since it leaves notices due.
    () => benchSignOffs(doAsk),
  ]
  for (const measure of figures) (await measure()).forEach(say)
})
