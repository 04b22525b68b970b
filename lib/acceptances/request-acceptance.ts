import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { acceptances } from '#db/schema/acceptances'
import { findings } from '#db/schema/results'
import { command } from '../command'
import type { Context } from '../context'
import { acceptanceLimit, lastDay } from '../core/acceptances/acceptance-limit'
import { askingLimits } from '../core/asking-limits'
import { endOfDay, formatCalendarDate } from '../core/dates'
import { AppError, conflict, notFound } from '../core/errors'
import { id, newId } from '../ids'
import { dueAdd } from '../jobs/due'
import { hintNotices, type WrittenNotice } from '../notices/written-notice'
import { effectiveProfile } from '../profiles/effective-profile'
import { refuseBeyond } from '../trail/refuse-beyond'
import { appendEvent, type Acceptance } from './append-event'
import { acceptanceReason } from './acceptance-reason'
import { tellOfAcceptance } from './tell-of-acceptance'
import { whoDecides, type WhoDecides } from './who-decides'

const input = z.object({
  findingId: id,
  reason: acceptanceReason,
  /** The last day on which it is accepted. */
  until: z.iso.date({ error: 'Enter the last day, like 2026-12-24.', abort: true }),
})

const request = command({
  name: 'acceptance.request',
  permission: 'acceptance.ask',
  input,
  async run(tx, ctx, { findingId, reason, until }) {
    if (ctx.actor.kind !== 'user') throw notFound()
    const finding = await openFinding(tx, findingId)
    await refuseDay(tx, ctx, finding.control, until)
    await refuseTooMany(tx, ctx, findingId)
    const decides = await whoDecides(tx, ctx.actor.userId, finding.coachId)
    const acceptance = await insert(tx, ctx, finding, decides, {
      ...{ requestedBy: ctx.actor.userId, requestedByName: ctx.actor.name },
      ...{ reason, until: endOfDay(until) },
    })
    const step = { event: 'requested', by: ctx.actor, why: reason, at: ctx.now } as const
    await appendEvent(tx, ctx, acceptance, step)
    if (decides.kind === 'above') await deliverRequest(tx, acceptance)
    // Where nobody decides, it is over when the day comes.
    await dueAdd(tx, 'acceptance', acceptance.id, acceptance.until)
    const notices = await tellOfAcceptance(tx, ctx, acceptance.id, 'acceptance_asked', ctx.now)
    const result: Requested = { acceptanceId: acceptance.id, decides: decides.kind, notices }
    const detail = { finding: findingId, until, decides: decides.kind }
    return { result, trail: [{ subject: 'acceptance', subjectId: acceptance.id, detail }] }
  },
})

type Requested = {
  readonly acceptanceId: string
  readonly decides: WhoDecides['kind']
  readonly notices: readonly WrittenNotice[]
}

/**
 * Asks to accept the risk of an open finding until a day, where the rules allow it. Somebody else of
 * the club decides; where there is nobody, the region or body above. Throws `not_found`,
 * `invalid_input`, `conflict` where it is closed, was asked for already, or nobody could decide;
 * `too_many_attempts`.
 */
export async function requestAcceptance(
  ctx: Context,
  asked: z.input<typeof input>,
): Promise<Pick<Requested, 'acceptanceId' | 'decides'>> {
  const { notices, ...requested } = await request(ctx, asked)
  await hintNotices(notices)
  return requested
}

type Finding = typeof findings.$inferSelect

/** Held, so that it is not closed between being looked at and being asked for. */
async function openFinding(tx: Tx, findingId: string): Promise<Finding> {
  const [finding] = await tx.select().from(findings).where(eq(findings.id, findingId)).for('update')
  if (!finding) throw notFound()
  if (finding.state !== 'open') throw conflict('This is closed: there is no risk left to accept.')
  return finding
}

async function refuseDay(tx: Tx, ctx: Context, control: string, until: string): Promise<void> {
  const longest_days = acceptanceLimit(await effectiveProfile(tx, ctx, ctx.now), control)
  if (longest_days === null) throw conflict('The rules do not let anybody accept this risk.')
  const last = lastDay(longest_days, ctx.now)
  if (until > last) throw invalidDay(`Choose a day up to ${formatCalendarDate(last)}.`)
  if (endOfDay(until) <= ctx.now) throw invalidDay('Choose a day that is still to come.')
}

const refuseTooMany = (tx: Tx, ctx: Context, finding: string) =>
  refuseBeyond(
    tx,
    ctx,
    askingLimits.acceptancesOfOneADay,
    { commands: ['acceptance.request'], detail: { finding } },
    `This was asked for ${askingLimits.acceptancesOfOneADay.count} times in a day. Talk to whoever decides, or try again tomorrow.`,
  )

const invalidDay = (message: string) =>
  new AppError('invalid_input', 'There is a problem with what was entered.', [
    { field: 'until', message },
  ])

async function insert(
  tx: Tx,
  ctx: Context,
  finding: Finding,
  decides: WhoDecides,
  asked: Pick<Acceptance, 'requestedBy' | 'requestedByName' | 'reason' | 'until'>,
): Promise<Acceptance> {
  if (decides.kind === 'nobody') {
    throw conflict(
      'Nobody else can say yes to this. Ask somebody to become your club’s second welfare officer.',
    )
  }
  const { control, level, subjectKind, subjectId, coachId, openedAt } = finding
  // What somebody has to show is no risk of a setting: nobody can accept that it is not there.
  if (subjectKind === 'coach' || subjectKind === 'club') {
    throw conflict('What people have to show cannot be waived here.')
  }
  const [written] = await tx
    .insert(acceptances)
    .values({
      ...{ organisationId: ctx.organisation.id, id: newId(), findingId: finding.id },
      ...{ control, level, subjectKind, subjectId, coachId, since: openedAt },
      ...{ ...asked, requestedAt: ctx.now },
      ...(decides.kind === 'above' ? { aboveId: decides.id, aboveName: decides.name } : {}),
    })
    .onConflictDoNothing()
    .returning()
  if (!written) throw conflict('Somebody asked for this already. Look again.')
  return written
}

async function deliverRequest(tx: Tx, { id: acceptanceId }: Acceptance): Promise<void> {
  await tx.execute(sql`select deliver_acceptance(${acceptanceId}::uuid)`)
}
