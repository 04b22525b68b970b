import { describe, expect, test } from 'vitest'
import { mayRole, permissions, type Permission } from '#lib/core/permissions'
import { postsOf, type Post } from '#lib/core/posts'

/** What only a body has, and what only a club has: asked for in the other, it is not found. */
const ofBodies =
  /^(adoption|club|club_officer|join_code|join_request|roll_up)\.|^(acceptance|exemption)\.decide_above$/
const ofClubs =
  /^(coach|session|audit|finding|pack|account_connection|host|meeting|mend|mending|statement|sign_off|register|appointment|credential|record_check|exemption|erasure|legal_hold|affiliation)\.|^acceptance\.(ask|decide)$|^policy\.adopt$/
/**
 * What an administrator comes by who makes themselves a welfare officer. Each time that somebody is
 * shown a record check is on record, for whose it is and for the other officers.
 */
const onRecord: readonly Permission[] = ['record_check.read']
const notIn = { club: ofBodies, region: ofClubs, governing_body: ofClubs } as const

/**
 * Whoever may invite to one post of an organisation may invite to each: a club whose only welfare
 * officer is gone could appoint none, else. That is sound for as long as nobody comes by more than
 * they had by a post that they give themselves.
 */
describe('a post that somebody could give themselves', () => {
  const names = Object.keys(permissions).filter((name): name is Permission => name in permissions)
  const kinds = ['club', 'region', 'governing_body'] as const
  const pairs = kinds.flatMap((kind) => {
    const posts: readonly Post[] = postsOf[kind]
    const appointing = posts.filter((from) => mayRole([from], 'membership.invite'))
    return appointing.flatMap((from) =>
      posts.filter((to) => to !== from).map((to) => ({ kind, from, to })),
    )
  })

  test('there are such posts, so that this looks at something', () => {
    const said = pairs.map(({ from, to }) => `${from} → ${to}`)
    expect(said).toContain('administrator → welfare_officer')
    expect(said).toContain('administrator → safeguarding_lead')
  })

  test.each(pairs)('in a $kind, from $from to $to, lets them do no more', ({ kind, from, to }) => {
    const there = names.filter((name) => !notIn[kind].test(name))
    expect(there.length).toBeGreaterThan(10)
    const more = there.filter((name) => mayRole([to], name) && !mayRole([from], name))
    expect(more.filter((name) => !onRecord.includes(name))).toEqual([])
  })
})
