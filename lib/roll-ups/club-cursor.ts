import { z } from 'zod'
import { parsedJson } from '../core/parsed-json'
import { holdsUnseen } from '../core/unseen'
import { id } from '../ids'

/** Where a page of clubs begins or ends: the values that the list is ordered by. */
export type ClubCursor = { rank: number; nameKey: string; clubId: string }

const shape = z.tuple([z.int().min(0).max(9), z.string().refine((text) => !holdsUnseen(text)), id])

/** As text that may stand in an address. */
export const cursorOf = ({ rank, nameKey, clubId }: ClubCursor): string =>
  Buffer.from(JSON.stringify([rank, nameKey, clubId])).toString('base64url')

/** What `cursorOf` made; an issue for zod where it is anything else. */
export function parseCursor(text: string, ctx: z.RefinementCtx): ClubCursor {
  const found = shape.safeParse(parsedJson(Buffer.from(text, 'base64url').toString()))
  if (!found.success) {
    ctx.addIssue({ code: 'custom', message: 'This is no page of the list.' })
    return z.NEVER
  }
  const [rank, nameKey, clubId] = found.data
  return { rank, nameKey, clubId }
}
