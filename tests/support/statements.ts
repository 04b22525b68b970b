import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { lapseStatement } from '#lib/statements/lapse-statement'
import { makeStatement } from '#lib/statements/make-statement'
import { today } from './audits'
import { aCheckedCoach, type CheckedCoach } from './checked-coach'
import { rowsOf } from './connections'
import { aClub } from './contexts'
import { leaseAt } from './notices'
import { workerContext } from './worker-context'

/** What a refusal is. */
export const notFound = (error: unknown) => isAppError(error, 'not_found')
export const conflict = (error: unknown) => isAppError(error, 'conflict')

/** A coach of a club of their own, whose check left open what Zoom never tells. */
export async function aCoachWithout(body: Context) {
  const club = await aClub(body)
  const coach = await aCheckedCoach(club)
  const of = { rule: 'Z22', subjectKind: 'user', subjectId: coach.connectionId } as const
  return { club, coach, of, asCoach: today(coach.inClub) }
}

/** Yes to the words that were shown, with nothing to replace. */
export const yes = { wordsVersion: 1, replaces: null, agreed: 'yes' }

/** The same, who has stated it. */
export async function stated(body: Context) {
  const made = await aCoachWithout(body)
  const statementId = await makeStatement(made.asCoach, { ...made.of, ...yes })
  return { ...made, statementId }
}

type ResultRow = {
  result: string
  proof: string
  statement: string | null
  until: Date | null
  checked_at: Date
}

export const resultOf = async (
  { connectionId }: Pick<CheckedCoach, 'connectionId'>,
  control = 'Z22',
) =>
  (
    await rowsOf<ResultRow>(
      `select result, proof, statement_id as statement, stated_until as until, checked_at
       from results_current where subject_id = $1 and control = $2`,
      [connectionId, control],
    )
  )[0]

/** The changes of a result with what its evidence says, oldest first. */
export const changesOf = ({ connectionId }: CheckedCoach) =>
  rowsOf<{ proof: string; statement: string | null; said: string; linked: string | null }>(
    `select c.proof, c.statement_id as statement, e.record::jsonb ->> 'proof' as said,
       e.record::jsonb ->> 'statement' as linked
     from result_changes c join evidence_records e on e.id = c.evidence_record_id
     where c.subject_id = $1 and c.control = 'Z22' order by c.valid_from, c.id`,
    [connectionId],
  )

export const rollUpOf = async (club: Context) =>
  (
    await rowsOf<{ stated: number; met: number; could_not_check: number }>(
      'select stated, met, could_not_check from roll_ups where club_organisation_id = $1',
      [club.organisation.id],
    )
  )[0]

/** What is due of a statement, as the worker does it; false where nothing is due then. */
export async function lapseAt(club: Context, statementId: string, now: Date): Promise<boolean> {
  const held = await leaseAt('lapse-statement', club.organisation.id, statementId, now)
  if (!held) return false
  const ctx = await workerContext('lapse-statement', club.organisation.id, now)
  await lapseStatement(ctx, statementId, held)
  return true
}
