import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '#lib/context'
import { handle } from '../../workers/handlers'
import { rowsOf } from './connections'
import { asRole } from './database'

/** Later than everything that is written, and earlier than everything that will be. */
export async function moment(): Promise<Date> {
  await wait(5)
  const now = new Date()
  await wait(5)
  return now
}

/** What pages read of a club, as it stands. */
export const projections = (club: Context) =>
  rowsOf<{ of: string; row: unknown }>(
    `select 'result' as of, to_jsonb(r) - 'audit_id' as row from results_current r
     where organisation_id = $1
     union all select 'finding', to_jsonb(f) from findings f where organisation_id = $1
     order by 1, 2`,
    [club.organisation.id],
  )

/** Runs the proof of a club’s status now. Returns what it found. */
export async function prove(club: Context) {
  const { id } = club.organisation
  await asRole('superuser', (client) =>
    client.query(
      `update system.due set at = now() - interval '1 second'
       where kind = 'prove-status' and subject_id = $1`,
      [id],
    ),
  )
  await handle('prove-status', { organisationId: id, subjectId: id })
  const [row] = await rowsOf<{ detail: Record<string, number> }>(
    `select detail from trail where organisation_id = $1 and command = 'status.prove'
     order by id desc limit 1`,
    [id],
  )
  return row?.detail
}

/** What it finds where all is as it should be. */
export const nothing = { results: 0, findings: 0, roll_ups: 0 }
