import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { audits } from '#db/schema/audits'
import { evidenceRecords } from '#db/schema/evidence'
import { meetings } from '#db/schema/meetings'
import { mendingConsents, mends } from '#db/schema/mends'
import { notices } from '#db/schema/notices'
import { myMemberships, organisations } from '#db/schema/organisations'
import { readings } from '#db/schema/readings'
import { erasures } from '#db/schema/rights'
import { trail } from '#db/schema/trail'
import { connectionShares, zoomConnections } from '#db/schema/zoom-connections'
import { query } from '../query'

/**
 * All that is in somebody's own record. What Zoom said is as we keep it, without any passcode or link;
 * tokens are not in it. Of what we told them, that we did: the words may name somebody else.
 */
export const ownDataHere = query({
  permission: 'own_data.read',
  input: z.object({}),
  isolation: 'repeatable read',
  async run(tx, ctx) {
    const me = eq(organisations.organisationId, ctx.organisation.id)
    return {
      person: await tx
        .select({
          name: organisations.name,
          timeZone: organisations.timeZone,
          createdAt: organisations.createdAt,
        })
        .from(organisations)
        .where(me),
      posts: await tx.select().from(myMemberships).orderBy(myMemberships.startsAt),
      zoom_accounts: await tx.select().from(zoomConnections).orderBy(zoomConnections.connectedAt),
      shown_to: await tx.select().from(connectionShares).orderBy(connectionShares.startsAt),
      meetings: await tx.select().from(meetings).orderBy(meetings.firstSeenAt),
      checks: await tx.select().from(audits).orderBy(audits.queuedAt),
      what_zoom_said: await tx.select().from(readings).orderBy(readings.firstReadAt),
      consents_to_change_zoom: await tx.select().from(mendingConsents),
      changes_in_zoom: await tx.select().from(mends).orderBy(mends.confirmedAt),
      evidence_records: await tx.select().from(evidenceRecords).orderBy(evidenceRecords.recordedAt),
      told: await tx
        .select({
          kind: notices.kind,
          as: notices.role,
          about: notices.ofName,
          createdAt: notices.createdAt,
          state: notices.state,
          settledAt: notices.settledAt,
        })
        .from(notices)
        .orderBy(notices.createdAt),
      erasures: await tx.select().from(erasures).orderBy(erasures.askedAt),
      what_was_done: await tx
        .select({ at: trail.at, by: trail.actor, what: trail.command })
        .from(trail)
        .orderBy(trail.at),
    }
  },
})
