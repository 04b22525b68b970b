import type { Context, OrganisationKind } from '../context'
import { notFound } from '../core/errors'
import { env } from '../env'
import { systemPool } from '../database/pools'
import { log } from '../log'
import { errorForLog } from '../error-for-log'
import { jobs, type JobKind, type JobPayload } from './jobs'
import { retryAfter_ms } from './retry-after'
import { workerContext } from './worker-context'

/** The right to do one piece of work, until it expires or another worker has it. */
export type Lease = {
  readonly token: string
  /** Counted from 1, this one included. */
  readonly attempt: number
  /** No more attempts are meant to follow: end with what there is, if the work has such an end. */
  readonly isLast: boolean
}

/** What takes longer than this hangs: its lease runs out, so that another worker can do it. */
const work_max_ms = 60 * 60 * 1000

/**
 * Does what is due, where it still is and no other worker holds it; else nothing. `work` is to call
 * `dueFinish` with the lease's token in the transaction that writes what it came to: where the
 * lease was lost, that throws and nothing is written. The lease is extended for as long as the work
 * goes on. What fails is given back and tried again later; it is never lost, and never throws.
 */
export async function withDue(
  kind: JobKind,
  { organisationId, subjectId }: JobPayload,
  work: (ctx: Context, subjectId: string, lease: Lease) => Promise<void>,
): Promise<void> {
  const claimed = await claim(kind, organisationId, subjectId)
  if (!claimed) return
  const { lease, organisation } = claimed
  const about = { kind, organisationId, subjectId, attempt: lease.attempt }
  const begun = performance.now()
  const extending = setInterval(
    () => {
      if (performance.now() - begun > work_max_ms) return clearInterval(extending)
      void extend(kind, organisationId, subjectId, lease.token)
    },
    (env().LEASE_SECONDS * 1000) / 3,
  )
  try {
    if (!organisation) throw notFound()
    await work(workerContext(kind, organisation, new Date()), subjectId, lease)
    log.info(about, 'done')
  } catch (error) {
    const wait_ms = retryAfter_ms(lease.attempt)
    log.warn({ ...about, wait_ms, ...errorForLog(error) }, 'not done; to be tried again')
    await release(kind, organisationId, subjectId, lease.token, new Date(Date.now() + wait_ms))
  } finally {
    clearInterval(extending)
  }
}

type Claimed = {
  lease: Lease
  /** For whom it is done; null where that is gone. */
  organisation: Context['organisation'] | null
}

type ClaimRow = {
  token: string
  attempt: number
  organisation_kind: OrganisationKind | null
  organisation_name: string
  organisation_slug: string
}

async function claim(kind: JobKind, id: string, subject: string): Promise<Claimed | null> {
  const found = await systemPool().query<ClaimRow>(
    `select token, attempt, organisation_kind, organisation_name, organisation_slug
     from due_claim($1, $2, $3, $4, make_interval(secs => $5))`,
    [kind, id, subject, new Date(), env().LEASE_SECONDS],
  )
  const row = found.rows[0]
  if (!row) return null
  const {
    token,
    attempt,
    organisation_kind,
    organisation_name: name,
    organisation_slug: slug,
  } = row
  return {
    lease: { token, attempt, isLast: attempt >= jobs[kind].attempts },
    organisation: organisation_kind && { id, kind: organisation_kind, name, slug },
  }
}

/** Where this fails the lease runs out, and the work's own transaction finds that it is lost. */
async function extend(kind: JobKind, organisation: string, subject: string, token: string) {
  const until = new Date(Date.now() + env().LEASE_SECONDS * 1000)
  await systemPool()
    .query('select due_extend($1, $2, $3, $4, $5)', [kind, organisation, subject, token, until])
    .catch((error: unknown) => log.warn({ kind, ...errorForLog(error) }, 'a lease not extended'))
}

/** Where this fails the lease runs out by itself. */
async function release(
  kind: JobKind,
  organisation: string,
  subject: string,
  token: string,
  retryAt: Date,
) {
  await systemPool()
    .query('select due_release($1, $2, $3, $4, $5)', [kind, organisation, subject, token, retryAt])
    .catch((error: unknown) => log.warn({ kind, ...errorForLog(error) }, 'a lease not given back'))
}
