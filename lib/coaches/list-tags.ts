import { and, isNull, ne } from 'drizzle-orm'
import { z } from 'zod'
import { coaches } from '#db/schema/coaches'
import { teamsOf } from '../core/sign-offs/teams-of'
import { query } from '../query'

/** So many stand on a page to choose from. */
const tags_max = 40

/** The tags that people on the club’s register have, by name, each in the letters met first. */
export const listTags = query({
  permission: 'coach.manage',
  input: z.object({}),
  async run(tx): Promise<string[]> {
    const rows = await tx
      .selectDistinct({ tags: coaches.tags })
      .from(coaches)
      .where(and(isNull(coaches.endsAt), ne(coaches.tags, '')))
    const found = new Map<string, string>()
    for (const tag of rows.flatMap(({ tags }) => teamsOf(tags))) {
      if (!found.has(tag.toLowerCase())) found.set(tag.toLowerCase(), tag)
    }
    return [...found.values()].toSorted((one, other) => one.localeCompare(other)).slice(0, tags_max)
  },
})
