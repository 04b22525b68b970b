import { eq, inArray, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { clubAudits } from '#db/schema/audits'
import { coaches } from '#db/schema/coaches'
import { evidenceRecords } from '#db/schema/evidence'
import { sessions } from '#db/schema/meetings'
import { memberships } from '#db/schema/organisations'
import { appointments, recordCheckViews, registerEvents, suspensions } from '#db/schema/register'
import { findings, resultChanges } from '#db/schema/results'
import { signOffEvents, signOffRequests, signOffs } from '#db/schema/sign-offs'
import { statements } from '#db/schema/statements'
import { trail } from '#db/schema/trail'
import { coachConnections } from '#db/schema/zoom-connections'
import { actorUserId } from '../context'
import { notFound } from '../core/errors'
import { query } from '../query'
import { ownCredentials } from './own-credentials'

/**
 * What one organisation holds about the person who asks: posts, their rows of its register and all
 * that hangs on those, what they did there. Without names of anybody else but of who was shown a
 * record check of theirs, and without numbers of checks, which are sealed.
 */
export const ownDataThere = query({
  permission: 'own_data.read',
  input: z.object({}),
  isolation: 'repeatable read',
  async run(tx, ctx) {
    const me = actorUserId(ctx)
    if (me === null) throw notFound()
    const rows = await tx.select().from(coaches).where(eq(coaches.userId, me))
    return {
      posts: await tx
        .select({
          role: memberships.role,
          startsAt: memberships.startsAt,
          endsAt: memberships.endsAt,
        })
        .from(memberships)
        .where(eq(memberships.userId, me)),
      register: rows,
      ...(await ofRegister(
        tx,
        rows.map(({ id }) => id),
        me,
      )),
      what_you_did: await tx
        .select({ at: trail.at, what: trail.command, about: trail.subjectKind })
        .from(trail)
        .where(eq(trail.actorUserId, me))
        .orderBy(trail.at),
    }
  },
})

async function ofRegister(tx: Tx, ids: readonly string[], me: string) {
  const own = [...ids]
  return {
    ...(await ofPapers(tx, own, me)),
    ...(await ofZoom(tx, own)),
    evidence_records: await evidenceOf(tx, own),
  }
}

async function ofPapers(tx: Tx, own: string[], me: string) {
  const { role, team, offeredAt, acceptedAt, declinedAt, withdrawnAt } = appointments
  const { startsAt, endsAt } = appointments
  const { subjectKind, event, at } = registerEvents
  const { withReference, viewedByName } = recordCheckViews
  const answers = signOffEvents
  return {
    roles: await tx
      .select({ role, team, offeredAt, acceptedAt, declinedAt, withdrawnAt, startsAt, endsAt })
      .from(appointments)
      .where(inArray(appointments.coachId, own)),
    papers: await ownCredentials(tx, own),
    history: await tx
      .select({ subjectKind, event, at })
      .from(registerEvents)
      .where(inArray(registerEvents.coachId, own)),
    who_was_shown_a_record_check: await tx
      .select({ viewedByName, withReference, at: recordCheckViews.at })
      .from(recordCheckViews)
      .where(inArray(recordCheckViews.coachId, own)),
    not_cleared: await tx
      .select({ startsAt: suspensions.startsAt, endsAt: suspensions.endsAt })
      .from(suspensions)
      .where(inArray(suspensions.coachId, own)),
    asked_to_sign: await tx
      .select()
      .from(signOffRequests)
      .where(inArray(signOffRequests.coachId, own)),
    signed: await tx.select().from(signOffs).where(inArray(signOffs.coachId, own)),
    asked_and_answered: await tx
      .select({ event: answers.event, text: answers.text, at: answers.at })
      .from(answers)
      .where(inArray(answers.coachId, own)),
    statements: await tx
      .select({
        ...{ rule: statements.rule, words: statements.words, statedAt: statements.statedAt },
        ...{ lapsesAt: statements.lapsesAt, state: statements.state },
        byYou: sql<boolean>`${statements.statedBy} = ${me}::uuid`,
      })
      .from(statements)
      .where(or(inArray(statements.coachId, own), eq(statements.statedBy, me))),
  }
}

async function ofZoom(tx: Tx, own: string[]) {
  const { control, level, result, because, validFrom } = resultChanges
  const { id, state, openedAt, closedAt, closeReason } = findings
  const checks = clubAudits
  return {
    zoom_accounts: await tx
      .select()
      .from(coachConnections)
      .where(inArray(coachConnections.coachId, own)),
    sessions: await tx.select().from(sessions).where(inArray(sessions.coachId, own)),
    checks: await tx
      .select({ queuedAt: checks.queuedAt, readAt: checks.readAt, complete: checks.complete })
      .from(checks)
      .where(inArray(checks.coachId, own)),
    results: await tx
      .select({ control, level, result, because, validFrom })
      .from(resultChanges)
      .where(inArray(resultChanges.coachId, own)),
    findings: await tx
      .select({
        ...{ id, control: findings.control, level: findings.level, state, openedAt },
        ...{ because: findings.because, closedAt, closeReason },
      })
      .from(findings)
      .where(inArray(findings.coachId, own)),
  }
}

/** Records that name one of these rows, and where they stand. */
async function evidenceOf(tx: Tx, own: readonly string[]) {
  if (own.length === 0) return []
  const { id, kind, record, entry, leaf, recordedAt } = evidenceRecords
  const names = own.map((each) => sql`position(${each} in ${record}) > 0`)
  return tx
    .select({ id, kind, entry, leaf, recordedAt })
    .from(evidenceRecords)
    .where(or(...names))
    .orderBy(recordedAt, id)
}
