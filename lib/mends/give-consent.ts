import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { mendingConsents } from '#db/schema/mends'
import { zoomConnections } from '#db/schema/zoom-connections'
import { command } from '../command'
import { actorUserId } from '../context'
import { conflict, notFound } from '../core/errors'
import { clubConsentText, consentText } from '../core/mends/consent-text'
import { writeEvidenceRecords } from '../evidence-records/write-evidence-record'
import { id, newId } from '../ids'
import { onlyHolders } from './only-holders'

/**
 * The holder lets Touchline change settings of this connection, each time that they confirm one. For
 * a club's own account an officer says it, for all hosts in it.
 * What exactly they agreed to is in the evidence record. Throws `not_found` where the connection is
 * not theirs, `conflict` where it is not connected or they have said so already.
 */
export const giveConsent = command({
  name: 'mending.give_consent',
  permission: 'mending.consent',
  input: z.object({ connectionId: id }),
  async run(tx, ctx, { connectionId }) {
    onlyHolders(ctx)
    const givenBy = actorUserId(ctx)
    const [connection] = await tx
      .select()
      .from(zoomConnections)
      .where(eq(zoomConnections.id, connectionId))
    if (!connection || !givenBy || connection.way === 'host') throw notFound()
    if (connection.state !== 'connected') {
      throw conflict('This Zoom account is not connected any more. Connect it again first.')
    }
    const consentId = newId()
    const { version, statements } = connection.way === 'own' ? consentText : clubConsentText
    const [evidenceRecordId = ''] = await writeEvidenceRecords(tx, ctx, 'mending_consent', [
      {
        ...{ consent: consentId, connection: connectionId, event: 'given', given_by: givenBy },
        text: { version, statements: [...statements] },
      },
    ])
    const given = await tx
      .insert(mendingConsents)
      .values({
        organisationId: ctx.organisation.id,
        id: consentId,
        connectionId,
        givenBy,
        givenAt: ctx.now,
        evidenceRecordId,
      })
      .onConflictDoNothing()
      .returning({ id: mendingConsents.id })
    if (!given[0]) throw conflict('You have said so already.')
    return {
      result: { consentId },
      trail: [
        {
          subject: 'mending_consent',
          subjectId: consentId,
          detail: { connection: connectionId, text_version: version },
        },
      ],
    }
  },
})
