import { z } from 'zod'
import { holdsUnseen } from './core/unseen'

/** Where a page of a list begins or ends: the values that the list is ordered by. */
type Key = readonly (string | number | null)[]

const textLength_max = 1000

/** A key as text that may stand in an address. */
export const cursorOf = (key: Key): string => Buffer.from(JSON.stringify(key)).toString('base64url')

/** What `cursorOf` made of a key of this shape. Anything else is an address that somebody made up. */
export const cursor = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .string()
    .max(textLength_max)
    .transform((text, ctx): unknown => {
      try {
        return JSON.parse(Buffer.from(text, 'base64url').toString())
      } catch {
        ctx.addIssue({ code: 'custom', message: 'This is no page of the list.' })
        return z.NEVER
      }
    })
    .refine((key) => !holdsUnseen(textsIn(key)), 'This is no page of the list.')
    .pipe(shape)

/** The texts of a key in one, as they are and not as JSON writes them. */
const textsIn = (key: unknown): string =>
  Array.isArray(key) ? key.filter((each) => typeof each === 'string').join(' ') : ''

/** A page, and the keys with which to ask for the one before and the one after. */
export type Paged<Item> = {
  items: readonly Item[]
  previous: string | undefined
  next: string | undefined
}

/**
 * The page in `rows`: one row more was asked for than fits, which says whether the list goes on.
 * `backwards` where the rows were read against the list's order, to find the page before.
 */
export function pageOf<Row>(
  rows: readonly Row[],
  rows_max: number,
  keyOf: (row: Row) => Key,
  { backwards, started }: { backwards: boolean; started: boolean },
): Paged<Row> {
  const more = rows.length > rows_max
  const kept = rows.slice(0, rows_max)
  const items = backwards ? kept.toReversed() : kept
  const [first, last] = [items.at(0), items.at(-1)]
  return {
    items,
    previous: first && (backwards ? more : started) ? cursorOf(keyOf(first)) : undefined,
    next: last && (backwards || more) ? cursorOf(keyOf(last)) : undefined,
  }
}
