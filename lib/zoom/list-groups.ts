import { z } from 'zod'
import type { ZoomClient } from './client'
import { readPages, type WholeList } from './read-pages'

/** A group of an account's users, as its list has it. */
export type AccountGroup = {
  readonly zoomGroupId: string
  readonly name: string
  readonly members: number | null
}

const groupShape = z.looseObject({
  id: z.string().min(1).max(200),
  name: z.string().max(500).catch(''),
  total_members: z.int().min(0).max(10_000_000).nullish().catch(null),
})

/** The account's groups. Only a paid account has any. */
export const listGroups = (client: ZoomClient): Promise<WholeList<AccountGroup>> =>
  readPages(client, {
    path: '/groups',
    key: 'groups',
    read: (item) => {
      const group = groupShape.safeParse(item)
      if (!group.success) return null
      const { id, name, total_members } = group.data
      const called = name.replaceAll(/\p{Cc}+/gu, ' ').trim()
      return {
        zoomGroupId: id,
        name: called || 'A group without a name',
        members: total_members ?? null,
      }
    },
  })
