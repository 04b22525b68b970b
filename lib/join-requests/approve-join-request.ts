import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { joinRequests } from '#db/schema/organisations'
import { command } from '../command'
import type { Context } from '../context'
import * as paths from '../core/paths'
import { env } from '../env'
import { id } from '../ids'
import { foundClub } from '../organisations/found-club'
import { decideWaiting } from './decide-waiting'
import { mailAnswer } from './mail-answer'

const input = z.object({ requestId: id })

const approve = command({
  name: 'join_request.approve',
  permission: 'join_request.decide',
  input,
  async run(tx, ctx, { requestId }) {
    const request = await decideWaiting(tx, ctx, requestId, 'approved')
    const club = await foundClub(tx, ctx, {
      source: 'join_request',
      sourceId: requestId,
      name: request.clubName,
      officerUserId: request.userId,
    })
    await tx
      .update(joinRequests)
      .set({ clubOrganisationId: club.organisationId })
      .where(eq(joinRequests.id, requestId))
    const detail = { club: club.organisationId }
    return {
      result: { request, club },
      trail: [{ subject: 'join_request', subjectId: requestId, detail }],
    }
  },
})

/**
 * Lets a club in that asked: it exists from now on, under this body, with whoever asked as its
 * first welfare officer, who gets a mail. Throws `conflict` where it was answered already,
 * `unavailable` where the club is let in and the mail could not be sent.
 */
export async function approveJoinRequest(
  ctx: Context,
  which: z.input<typeof input>,
): Promise<{ organisationId: string; slug: string }> {
  const { request, club } = await approve(ctx, which)
  await mailAnswer(request, {
    subject: `${request.clubName} has joined ${ctx.organisation.name} in Touchline`,
    lines: [
      `${ctx.organisation.name} has let ${request.clubName} in. You are its welfare officer in Touchline.`,
      'Sign in to put your coaches on the register and to ask them to connect Zoom:',
      env().APP_URL.replace(/\/$/, '') + paths.organisation(club.slug),
    ],
  })
  return club
}
