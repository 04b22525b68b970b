import { z } from 'zod'
import { coachFilters, coachGroup, type CoachStatus } from '../core/coach-status'
import { unsortedWords } from '../core/coach-words'
import { cursor, pageOf, type Paged } from '../keyset'
import { id } from '../ids'
import { query } from '../query'
import { scanCoaches } from './scan-coaches'

export type ListedCoach = {
  coachId: string
  name: string
  teams: string
  tags: string
  status: CoachStatus
  /** Open findings. */
  openMust: number
  openShould: number
  /** When everything was last read; null where it never was, or nothing is connected. */
  lastCompleteAt: Date | null
  /** Of meetings that nobody has sorted yet; null where there is nothing to say. */
  unsorted: string | null
  /** When the invitation was sent that still waits for their answer; null where none does. */
  invitedAt: Date | null
}

const page_rows = 50

const key = cursor(z.tuple([z.string(), id]))

/** A page of the club's coaches by name, all or those who stand in one way. For those who keep the register. */
export const listCoaches = query({
  permission: 'coach.manage',
  input: z.object({
    filter: z.enum(coachFilters).optional(),
    tag: z.string().max(200).optional(),
    after: key.optional(),
    before: key.optional(),
  }),
  async run(tx, ctx, { filter, tag, after, before }): Promise<Paged<ListedCoach>> {
    const left = filter === 'left'
    const found: ListedCoach[] = []
    for await (const coach of scanCoaches(tx, ctx.now, { left, tag, after, before })) {
      if (!left && filter && coachGroup(coach.status) !== filter) continue
      const { coachId, name, teams, tags, status, facts } = coach
      const { openMust, openShould, connection, invitedAt } = facts
      const { lastCompleteAt } = connection
      const unsorted = unsortedWords(connection, status)
      found.push({
        ...{ coachId, name, teams, tags, status, openMust, openShould },
        ...{ lastCompleteAt, unsorted, invitedAt },
      })
      if (found.length > page_rows) break
    }
    return pageOf(found, page_rows, ({ name, coachId }) => [name, coachId], {
      backwards: before !== undefined,
      started: after !== undefined,
    })
  },
})
