import { beforeAll, describe, expect, test } from 'vitest'
import type { Context } from '#lib/context'
import type { Role } from '#lib/core/permissions'
import { sha256Hex } from '#lib/core/sha256'
import { startingTexts } from '#lib/guide/policies/library'
import { adoptPolicy, postponeAdoption } from '#lib/policies/adopt-policy'
import { getPolicyDraft } from '#lib/policies/get-draft'
import { getPolicy } from '#lib/policies/get-policy'
import { getPolicyFile } from '#lib/policies/get-policy-file'
import { listAdoptions } from '#lib/policies/list-adoptions'
import { listPolicies } from '#lib/policies/list-policies'
import { policiesAtHome } from '#lib/policies/policies-at-home'
import { publishPolicy } from '#lib/policies/publish-policy'
import { savePolicyDraft } from '#lib/policies/save-draft'
import { startPolicy } from '#lib/policies/start-policy'
import { throwAwayPolicyDraft } from '#lib/policies/throw-away-draft'
import { withdrawPolicy } from '#lib/policies/withdraw-policy'
import { aClub, aCoach, aGoverningBody, aPerson, at, withRoles } from '../support/contexts'
import { asRole } from '../support/database'
import { aDraft, aPolicy, adopt, whichDraft, written } from '../support/policies'
import { trailOf } from '../support/trail-of'

const today = (ctx: Context) => at(ctx, new Date())
const pdf = new TextEncoder().encode('%PDF-1.7 a policy')

let body: Context
let club: Context
let other: Context

beforeAll(async () => {
  body = await aGoverningBody()
  club = await aClub(body)
  other = await aClub(await aGoverningBody())
})

/** Every command and query of policies, on ids that the asker may or may not have. */
const acts = (policyId: string, versionId: string) => {
  const which = { policyId, revision: 1 }
  return {
    'policy.write': [
      (ctx: Context) => startPolicy(ctx, { policyId }),
      (ctx: Context) => getPolicyDraft(ctx, { policyId }),
      (ctx: Context) => savePolicyDraft(ctx, { ...which, ...written }),
      (ctx: Context) => throwAwayPolicyDraft(ctx, which),
      (ctx: Context) => publishPolicy(ctx, which),
      (ctx: Context) => withdrawPolicy(ctx, { policyId, why: 'It is old.' }),
    ],
    'policy.read': [
      (ctx: Context) => getPolicy(ctx, { policyId }),
      (ctx: Context) => getPolicyFile(ctx, { policyId, versionId }),
    ],
    'policy.adopt': [
      (ctx: Context) => adoptPolicy(ctx, { versionId, agreed: 'yes' }),
      (ctx: Context) => postponeAdoption(ctx, { versionId, why: 'Later.' }),
    ],
    'adoption.read': [(ctx: Context) => listAdoptions(ctx, { policyId })],
  }
}

describe('a policy', () => {
  test('is written, published in its exact bytes, and leaves its trail', async () => {
    const { policyId, versionId } = await aPolicy(club)
    const { shown, markdown, holds } = await getPolicy(today(club), { policyId })
    expect(markdown).toBe(written.markdown)
    expect(shown).toMatchObject({
      version: 1,
      change: 'material',
      sha256: sha256Hex(markdown ?? ''),
    })
    expect(holds?.id).toBe(versionId)
    const file = await getPolicyFile(today(club), { policyId, versionId })
    expect(file.bytes.toString('utf8')).toBe(written.markdown)
    expect(file.name).toBe('online-safety-version-1.md')
    expect((await trailOf(club.organisation.id)).slice(-3)).toEqual([
      'policy.start_draft user',
      'policy.save_draft user',
      'policy.publish user',
    ])
    await expect(getPolicyDraft(today(club), { policyId })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('may be a PDF, which is given back byte for byte', async () => {
    const { policyId, versionId } = await aPolicy(club, { format: 'pdf', pdf })
    expect((await getPolicy(today(club), { policyId })).markdown).toBeNull()
    const { bytes, format } = await getPolicyFile(today(club), { policyId, versionId })
    expect([format, new Uint8Array(bytes)]).toEqual(['pdf', pdf])
    const which = await aDraft(club, {}, policyId)
    const broken = { ...which, ...written, pdf: new TextEncoder().encode('<html>') }
    await expect(savePolicyDraft(today(club), broken)).rejects.toMatchObject({
      ...{ code: 'invalid_input', problems: [{ field: 'pdf' }] },
    })
  })

  test('begins from any of the texts, and is refused with all that is left to fill in', async () => {
    for (const text of startingTexts) {
      const { policyId } = await startPolicy(today(club), { from: text.id })
      const which = await whichDraft(club, policyId)
      await expect(publishPolicy(today(club), which)).rejects.toMatchObject({
        code: 'invalid_input',
        problems: [{ field: 'markdown', message: expect.stringContaining('[') }],
      })
      await throwAwayPolicyDraft(today(club), which)
    }
    await expect(startPolicy(today(club), { from: 'no-such-text' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('is mended by a new version; what was published is never changed', async () => {
    const { policyId, versionId } = await aPolicy(club)
    await expect(
      publishPolicy(today(club), await aDraft(club, {}, policyId)),
    ).rejects.toMatchObject({ problems: [{ field: 'whatChanged' }] })
    const which = await whichDraft(club, policyId)
    await savePolicyDraft(today(club), {
      ...{ ...which, ...written, markdown: 'New.', whatChanged: 'A word.', change: 'minor' },
    })
    const next = await whichDraft(club, policyId)
    expect(await publishPolicy(today(club), next)).toMatchObject({ version: 2 })
    const { versions } = await getPolicy(today(club), { policyId })
    expect(versions.map(({ version, whatChanged }) => [version, whatChanged])).toEqual([
      [2, 'A word.'],
      [1, 'The first version.'],
    ])
    const old = await getPolicy(today(club), { policyId, versionId })
    expect(old.markdown).toBe(written.markdown)
    for (const text of [
      'update policy_versions set title = title',
      'delete from policy_versions',
    ]) {
      await expect(asRole('superuser', (client) => client.query(text))).rejects.toThrow(
        /append-only/,
      )
    }
  })

  test('that holds from a later day does not hold until then', async () => {
    const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10)
    const { policyId, versionId } = await aPolicy(club, { inForceFrom: day })
    expect((await getPolicy(today(club), { policyId })).holds).toBeNull()
    const later = at(club, new Date(Date.now() + 4 * 86_400_000))
    expect((await getPolicy(later, { policyId })).holds?.id).toBe(versionId)
  })

  test('is withdrawn once, with why, and its history stays', async () => {
    const { policyId } = await aPolicy(club)
    await withdrawPolicy(today(club), { policyId, why: 'There is a better one.' })
    expect((await trailOf(club.organisation.id)).at(-1)).toBe('policy.withdraw user')
    const { policy, versions, holds } = await getPolicy(today(club), { policyId })
    expect(policy.withdrawnWhy).toBe('There is a better one.')
    expect([versions.length, holds]).toEqual([1, null])
    for (const act of [
      () => withdrawPolicy(today(club), { policyId, why: 'Again.' }),
      () => startPolicy(today(club), { policyId }),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'conflict' })
    }
  })
})

describe('two people who write at once', () => {
  test('are told of each other, and neither loses anything', async () => {
    const which = await aDraft(club)
    await savePolicyDraft(today(club), { ...which, ...written, title: 'Theirs' })
    const late = { ...which, ...written, title: 'Mine' }
    for (const act of [
      () => savePolicyDraft(today(club), late),
      () => publishPolicy(today(club), which),
      () => throwAwayPolicyDraft(today(club), which),
    ]) {
      await expect(act()).rejects.toMatchObject({ code: 'conflict' })
    }
    const now = await whichDraft(club, which.policyId)
    expect((await getPolicyDraft(today(club), now)).title).toBe('Theirs')
    await throwAwayPolicyDraft(today(club), now)
    expect((await trailOf(club.organisation.id)).at(-1)).toBe('policy.throw_away_draft user')
    await expect(publishPolicy(today(club), now)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('cannot both begin the next version', async () => {
    const { policyId } = await aPolicy(club)
    const begun = await Promise.allSettled([
      startPolicy(today(club), { policyId }),
      startPolicy(today(club), { policyId }),
    ])
    expect(begun.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('who may', () => {
  const posts = [
    'coach',
    'welfare_officer',
    'administrator',
    'safeguarding_lead',
    'auditor',
  ] as const
  const writers: readonly Role[] = ['welfare_officer', 'administrator', 'safeguarding_lead']
  const given: Record<string, readonly Role[]> = {
    'policy.write': writers,
    'policy.read': ['coach', ...writers],
    'policy.adopt': ['welfare_officer', 'administrator'],
    'adoption.read': ['administrator', 'safeguarding_lead'],
  }

  test.each(posts)('%s: what is theirs, and of the rest nothing is there', async (role) => {
    const { policyId, versionId } = await aPolicy(body)
    const own = await aDraft(body, {}, policyId)
    for (const [permission, tried] of Object.entries(acts(policyId, versionId))) {
      // Clubs adopt what came from above, and those above see who did.
      const where = permission === 'policy.adopt' ? club : body
      for (const act of tried) {
        const done = act(withRoles(today(where), role)).catch((error: unknown) => error)
        const refused = expect.objectContaining({ code: 'not_found' })
        if (given[permission]?.includes(role)) expect(await done).not.toEqual(refused)
        else expect(await done).toEqual(refused)
      }
    }
    if (!writers.includes(role)) {
      expect(await whichDraft(body, policyId)).toEqual(own)
      await expect(startPolicy(withRoles(today(body), role), { from: '' })).rejects.toMatchObject({
        code: 'not_found',
      })
    }
  })

  test('of another organisation nothing is there', async () => {
    const { policyId, versionId } = await aPolicy(club)
    const all = Object.values(acts(policyId, versionId)).flat()
    for (const act of all) {
      await expect(act(today(other))).rejects.toMatchObject({ code: 'not_found' })
    }
    expect((await listPolicies(today(other), {})).policies).toEqual([])
    expect(await policiesAtHome(today(other), {})).toEqual({ toAdopt: [], count: 0 })
  })

  test('in one’s own record there are none', async () => {
    const me = withRoles(await aPerson(), 'person', 'administrator')
    await expect(listPolicies(me, {})).rejects.toMatchObject({ code: 'not_found' })
    await expect(startPolicy(me, { from: '' })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a club adopts nothing of its own, and a body nothing at all', async () => {
    const own = await aPolicy(club)
    const above = await aPolicy(body)
    await expect(adopt(club, own.versionId)).rejects.toMatchObject({ code: 'not_found' })
    await expect(adopt(withRoles(body, 'administrator'), above.versionId)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(
      listAdoptions(withRoles(today(club), 'administrator'), { policyId: above.policyId }),
    ).rejects.toMatchObject({ code: 'not_found' })
  })

  test('a coach sees the policies that hold, and no draft', async () => {
    const { inClub } = await aCoach(club)
    const from = await aPolicy(body, { title: 'From above' })
    await aDraft(club, { title: 'A draft' })
    const titles = async () =>
      (await listPolicies(today(inClub), {})).policies.map(({ title }) => title)
    expect(await titles()).not.toContain('From above')
    await expect(getPolicy(today(inClub), { policyId: from.policyId })).rejects.toMatchObject({
      code: 'not_found',
    })
    await adopt(club, from.versionId)
    expect(await titles()).toContain('From above')
    expect((await listPolicies(today(inClub), {})).drafts).toEqual([])
    expect((await getPolicy(today(inClub), { policyId: from.policyId })).hasDraft).toBe(false)
  })
})
