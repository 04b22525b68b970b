import { and, asc, desc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { clubAdoptions } from '#db/schema/policies'
import { notFound } from '../core/errors'
import { withoutUnseen } from '../core/unseen'
import { id } from '../ids'
import { cursor, pageOf } from '../keyset'
import { query } from '../query'
import { adoptionCounts, type AdoptionCounts } from './list-policies'
import { policiesKnown, type VersionRow } from './policies-known'

export const adoptionGroups = ['waiting', 'not_yet', 'adopted', 'left'] as const

export type AdoptionGroup = (typeof adoptionGroups)[number]

export type ListedAdoption = {
  clubId: string
  clubName: string
  state: 'waiting' | 'not_yet' | 'adopted'
  why: string | null
  byName: string | null
  at: Date | null
  deliveredAt: Date
  leftAt: Date | null
}

const rows_max = 50
const key = cursor(z.tuple([z.string(), z.uuid()]))

/**
 * How each club below stands to a version of a policy, the newest where none is named, by name of
 * club. Throws `not_found`, for a club too.
 */
export const listAdoptions = query({
  permission: 'adoption.read',
  input: z.object({
    policyId: id,
    versionId: id.optional(),
    group: z.enum(adoptionGroups).optional(),
    name: z.string().transform(withoutUnseen).pipe(z.string().trim().max(100)).optional(),
    after: key.optional(),
    before: key.optional(),
  }),
  isolation: 'repeatable read',
  async run(tx, ctx, { policyId, versionId, ...asked }) {
    if (ctx.organisation.kind === 'club' || ctx.organisation.kind === 'person') throw notFound()
    const [known] = await policiesKnown(tx, ctx, [policyId])
    const version = versionId
      ? known?.versions.find((each) => each.id === versionId)
      : known?.versions[0]
    if (!known || !version) throw notFound()
    const counts: AdoptionCounts = (await adoptionCounts(tx, [version.id])).get(version.id) ?? {
      ...{ clubs: 0, adopted: 0, notYet: 0 },
    }
    return { ...{ policy: known.policy, version, counts }, ...(await page(tx, version, asked)) }
  },
})

type Asked = {
  group?: AdoptionGroup | undefined
  name?: string | undefined
  after?: [string, string] | undefined
  before?: [string, string] | undefined
}

async function page(tx: Tx, version: VersionRow, { group, name, after, before }: Asked) {
  const at = before ?? after
  const backwards = before !== undefined
  const place = sql`(${clubAdoptions.clubName}, ${clubAdoptions.id})`
  const from = at && sql`${place} ${backwards ? sql`<` : sql`>`} (${at[0]}, ${at[1]}::uuid)`
  const order = backwards ? desc : asc
  const rows = await tx
    .select()
    .from(clubAdoptions)
    .where(and(eq(clubAdoptions.versionId, version.id), inGroup(group), named(name), from))
    .orderBy(order(clubAdoptions.clubName), order(clubAdoptions.id))
    .limit(rows_max + 1)
  const paged = pageOf(rows, rows_max, (row) => [row.clubName, row.id], {
    ...{ backwards, started: at !== undefined },
  })
  return {
    ...paged,
    items: paged.items.map(
      ({
        clubOrganisationId,
        clubName,
        state,
        why,
        byName,
        at: saidAt,
        ...row
      }): ListedAdoption => ({
        ...{ clubId: clubOrganisationId, clubName, state, why, byName, at: saidAt },
        ...{ deliveredAt: row.deliveredAt, leftAt: row.leftAt },
      }),
    ),
  }
}

function inGroup(group: AdoptionGroup | undefined) {
  if (group === 'left') return isNotNull(clubAdoptions.leftAt)
  const here = isNull(clubAdoptions.leftAt)
  return group ? and(here, eq(clubAdoptions.state, group)) : here
}

const named = (name: string | undefined) =>
  name ? sql`strpos(lower(${clubAdoptions.clubName}), lower(${name})) > 0` : undefined
