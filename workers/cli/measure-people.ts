import { atOnce } from '#lib/audits/at-once'
import { benchImport } from '#lib/bench/import-people'
import { benchSignOffs } from '#lib/bench/sign-offs'
import { env } from '#lib/env'
import { findDue } from '#lib/jobs/find-due'
import type { JobKind } from '#lib/jobs/jobs'
import { prepareQueue } from '#lib/jobs/prepare-queue'
import { handle } from '../handlers'
import { runOnce } from './run-once'
import { sayFigure } from './say-figure'

// Started by bench, as a process with the settings of what it measures.

const rows_max = 1_000_000

/**
 * Does what is due of one kind, as the sweep would without a queue, and no other: what people are told
 * of it would be mail by the thousand.
 */
async function doDue(only: JobKind): Promise<void> {
  for (;;) {
    const due = (await findDue(new Date(), rows_max)).filter(({ kind }) => kind === only)
    if (due.length === 0) return
    await atOnce(due, env().WORKER_CONCURRENCY, ({ kind, ...payload }) => handle(kind, payload))
  }
}

await runOnce(async () => {
  await prepareQueue()
  for (const figure of await benchSignOffs(doDue)) sayFigure(figure)
  for (const figure of await benchImport(doDue)) sayFigure(figure)
})
