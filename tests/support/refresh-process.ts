import { createInterface } from 'node:readline'
import { contextFor } from '#lib/server-context'
import { freshAccessToken } from '#lib/zoom-connections/fresh-access-token'

/**
 * One process of many that need the same connection's token at the same moment. Says `ready`; for
 * each line with what to ask for, asks so often at once and prints what each asker was told.
 */
type Wanted = { organisationId: string; connectionId: string; askers: number; now: string }

const worker = { kind: 'worker', job: 'read-account' } as const

console.log('ready')
for await (const line of createInterface({ input: process.stdin })) {
  const { organisationId, connectionId, askers, now }: Wanted = JSON.parse(line)
  const ctx = await contextFor(organisationId, worker, 'worker', new Date(now))
  const answers = await Promise.all(
    Array.from({ length: askers }, () => freshAccessToken(ctx, connectionId)),
  )
  console.log(JSON.stringify(answers.map((answer) => (answer.ok ? 'ok' : answer.reason))))
}
