import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { joinRequests } from '#db/schema/organisations'
import { query } from '../query'

export type WaitingRequest = {
  requestId: string
  clubName: string
  userName: string
  userEmail: string
  createdAt: Date
}

const rowsMax = 200

/** Clubs that ask this body to be let in and wait for an answer, newest first. */
export const listJoinRequests = query({
  permission: 'join_request.decide',
  input: z.object({}),
  async run(tx): Promise<WaitingRequest[]> {
    const rows = await tx
      .select()
      .from(joinRequests)
      .where(eq(joinRequests.state, 'waiting'))
      .orderBy(desc(joinRequests.createdAt))
      .limit(rowsMax)
    return rows.map(({ id: requestId, clubName, userName, userEmail, createdAt }) => ({
      requestId,
      clubName,
      userName,
      userEmail,
      createdAt,
    }))
  },
})
