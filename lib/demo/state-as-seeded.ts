import { setTimeout as wait } from 'node:timers/promises'
import { AppError, isAppError } from '../core/errors'
import { makeStatement } from '../statements/make-statement'
import { prepareStatement } from '../statements/prepare-statement'
import { verifyStatement } from '../statements/verify-statement'
import type { DemoAccount } from './accounts'
import type { AsMember } from './seed-demo'

/** How long the club may take to judge what was checked. */
const judge_timeout_ms = 90_000
const look_ms = 200

/**
 * A coach states at their club what Zoom never tells of their account, once the club has judged it;
 * and where it is seeded so, somebody else verifies it.
 */
export async function stateAsSeeded(
  as: AsMember,
  connectionId: string,
  { person, states }: DemoAccount,
): Promise<void> {
  if (!states) return
  const { rule, slug, verifiedBy } = states
  const of = { rule, subjectKind: 'user', subjectId: connectionId } as const
  const until = Date.now() + judge_timeout_ms
  for (;;) {
    const prepared = await orNotYet(prepareStatement(await as(person, slug), of))
    if (prepared) {
      const statementId = await makeStatement(await as(person, slug), {
        ...of,
        wordsVersion: prepared.words.version,
        replaces: null,
        agreed: 'yes',
      })
      if (!verifiedBy) return
      return verifyStatement(await as(verifiedBy, slug), { statementId, agreed: 'yes' })
    }
    if (Date.now() > until) throw new AppError('unavailable', 'A check was not judged in time.')
    await wait(look_ms)
  }
}

/** Before the club has judged the account, there is nothing to state. */
async function orNotYet<Result>(asked: Promise<Result>): Promise<Result | null> {
  try {
    return await asked
  } catch (error) {
    if (isAppError(error, 'not_found')) return null
    throw error
  }
}
