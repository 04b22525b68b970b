import { desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { exemptions } from '#db/schema/exemptions'
import { sessions } from '#db/schema/meetings'
import { onlyCoach } from '../coaches/only-coach'
import { actorUserId } from '../context'
import { notFound } from '../core/errors'
import type { ExemptionState } from '../core/exemptions/exemption'
import { untilOf } from '../core/exemptions/term-of'
import { mayRole } from '../core/permissions'
import type { ExemptCategory } from '../core/profiles/exempt-categories'
import { whyNotVerify, type NotVerifiable } from '../core/proof/claim'
import { effectiveProfile } from '../profiles/effective-profile'
import { query } from '../query'

/** What somebody of the club said to be exempt, as a page lists it. */
export type ListedExemption = {
  exemptionId: string
  category: string
  /** The session that it is about, and whose; both null where it is the club as a whole. */
  topic: string | null
  coachName: string | null
  isClub: boolean
  reason: string
  /** A name, or "You". */
  by: string
  at: Date
  until: Date
  /** One whose time is over has lapsed, whether or not anybody has written that down. */
  state: ExemptionState
  endedAt: Date | null
  confirmed: { by: string; at: Date } | null
  /** False where the rules name the category no more: it counts for nothing then. */
  isNamed: boolean
  /** The region or body that decides, where nobody else of the club can. */
  above: string | null
  /** For who may agree to one that waits: null where they may, else why not. */
  notConfirmable?: NotVerifiable | null
}

export type ListedExemptions = {
  /** The categories that the rules name: what a club can belong to. */
  categories: readonly ExemptCategory[]
  /** What waits for a second person, or counts; then what counts no more, the newest first. */
  live: readonly ListedExemption[]
  ended: readonly ListedExemption[]
}

const listed_max = 200

/** What does not apply in the club, or waits for a second person. A coach has what is theirs only. */
export const listExemptions = query({
  permission: 'exemption.read',
  input: z.object({}),
  async run(tx, ctx): Promise<ListedExemptions> {
    if (ctx.organisation.kind !== 'club') throw notFound()
    const own = onlyCoach(ctx)
    const { exempt: categories = [] } = await effectiveProfile(tx, ctx, ctx.now)
    const rows = await tx
      .select({
        row: exemptions,
        userId: coaches.userId,
        name: coaches.name,
        topic: sessions.topic,
      })
      .from(exemptions)
      .leftJoin(coaches, eq(coaches.id, exemptions.coachId))
      .leftJoin(sessions, eq(sessions.id, exemptions.subjectId))
      .where(own ? eq(exemptions.coachId, own) : undefined)
      .orderBy(desc(exemptions.saidAt), desc(exemptions.id))
      .limit(listed_max)
    const me = actorUserId(ctx)
    const listed = rows.map(({ row, userId: subjectUserId, name, topic }): ListedExemption => {
      const until = untilOf(row, categories)
      const isLive = row.state === 'waiting' || row.state === 'in_force'
      const lapsed = isLive && until <= ctx.now
      const isHere = row.state === 'waiting' && row.aboveName === null
      const mayDecide = mayRole(ctx.roles, 'exemption.decide') && isHere
      return {
        ...{ exemptionId: row.id, category: row.category, topic, coachName: name },
        ...{ isClub: row.subjectKind === 'club', reason: row.reason, at: row.saidAt, until },
        by: row.saidBy === me ? 'You' : row.saidByName,
        state: lapsed ? 'lapsed' : row.state,
        endedAt: lapsed ? until : row.endedAt,
        ...{ confirmed: confirmedBy(row, me), above: row.aboveName },
        isNamed: categories.some(({ key }) => key === row.categoryKey),
        ...(mayDecide
          ? { notConfirmable: whyNotVerify({ providedBy: row.saidBy, subjectUserId }, me ?? '') }
          : {}),
      }
    })
    const isLive = ({ state }: ListedExemption) => state === 'waiting' || state === 'in_force'
    return {
      categories,
      live: listed.filter(isLive),
      ended: listed.filter((each) => !isLive(each)),
    }
  },
})

const confirmedBy = (
  { confirmedBy: by, confirmedByName: name, confirmedAt: at }: typeof exemptions.$inferSelect,
  me: string | null,
): ListedExemption['confirmed'] => (name && at ? { by: by === me ? 'you' : name, at } : null)
