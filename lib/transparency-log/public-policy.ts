import { readFile } from 'node:fs/promises'
import { asc } from 'drizzle-orm'
import type { Tx } from '#db/tenant'
import { keys } from '#db/schema/log'
import { AppError } from '../core/errors'
import { env } from '../env'

/** Where the published policy lies. */
export const policyPath = 'policy'

/**
 * Whom to believe, as tlog-policy has it: every key that the log has signed with, then the witnesses
 * and the quorum of LOG_POLICY_FILE. Whoever checks should keep a copy of their own: a log that
 * lies would lie here as well.
 */
export async function publicPolicy(tx: Tx): Promise<string> {
  const used = await tx.select().from(keys).orderBy(asc(keys.fromSize), asc(keys.vkey))
  const url = new URL('/log', env().APP_URL).href
  const ofKeys = used.map(
    ({ vkey, fromSize, firstSignedAt }) =>
      `# signs from size ${fromSize}, first on ${firstSignedAt.toISOString()}\nlog ${vkey} ${url}\n`,
  )
  return ofKeys.join('') + (await witnessPolicy())
}

/** The lines of LOG_POLICY_FILE; without one, no witness is asked for. */
export async function witnessPolicy(): Promise<string> {
  const path = env().LOG_POLICY_FILE
  if (path === undefined) return 'quorum none\n'
  const text = await readFile(path, 'utf8').catch(() => {
    throw new AppError('not_configured', 'The file that LOG_POLICY_FILE names cannot be read.')
  })
  return text.endsWith('\n') ? text : `${text}\n`
}
