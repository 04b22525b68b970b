import type { Context } from '#lib/context'
import { getPolicyDraft } from '#lib/policies/get-draft'
import { publishPolicy } from '#lib/policies/publish-policy'
import { savePolicyDraft } from '#lib/policies/save-draft'
import { startPolicy } from '#lib/policies/start-policy'
import { askSignOffs } from '#lib/sign-offs/ask-sign-offs'
import { prepareSignOff } from '#lib/sign-offs/prepare-sign-off'
import { sign } from '#lib/sign-offs/sign'
import { toSign } from '#lib/sign-offs/own-sign-offs'
import { rowsOf } from './connections'
import { aClub, aCoach, at } from './contexts'
import { leaseAt } from './notices'
import { workerContext } from './worker-context'

const day_ms = 24 * 60 * 60 * 1000
/** Noon of a day of the year in which all of this takes place. */
export const day = (days: number) => new Date(Date.parse('2026-11-25T12:00:00Z') + days * day_ms)

type Draft = Parameters<typeof savePolicyDraft>[1]

/** Publishes a policy of these words, or the next version of one. Returns its id. */
export async function aPolicy(
  ctx: Context,
  differs: Partial<Draft> = {},
  policyId?: string,
): Promise<string> {
  const started = await startPolicy(ctx, policyId ? { policyId } : { from: '' })
  const { revision } = await getPolicyDraft(ctx, started)
  const saved = await savePolicyDraft(ctx, {
    ...{ ...started, revision, title: 'Code of conduct', format: 'markdown', pdf: null },
    ...{ markdown: '# Code\n\nBe kind.', shortVersion: 'Be kind to everybody.' },
    ...{ whatChanged: 'New words.', change: 'material', inForceFrom: '', rules: ['G03'] },
    ...{ due_days: 28, grace_days: 14, audienceRoles: [], audienceTeams: '', audienceTags: '' },
    ...differs,
  })
  await publishPolicy(ctx, { ...started, ...saved })
  return started.policyId
}

/** The work of asking that is due for a club at `now`; how often it came back for more. */
export async function askAt(club: Context, now: Date): Promise<number> {
  const { id } = club.organisation
  for (let times = 0; ; times += 1) {
    const held = await leaseAt('ask-sign-offs', id, id, now)
    if (!held) return times
    await askSignOffs(await workerContext('ask-sign-offs', id, now), id, held)
  }
}

/** What somebody is still asked at a club, in few words. */
export const asked = async (inClub: Context, now: Date) =>
  (await toSign(at(inClub, now), {})).map(({ title, version, state }) => [title, version, state])

/** Everything that a page of this request sends with a yes. */
export async function seen(inClub: Context, requestId: string) {
  const { shown } = await prepareSignOff(inClub, { requestId })
  return {
    ...{ requestId, sha256: shown.sha256, statementVersion: shown.statement.version },
    ticked: shown.checklist?.items.map(({ id }) => id) ?? [],
    ...{ agreed: 'yes', signedInAt: new Date('2026-11-24T08:00:00Z') },
    ...{ address: '203.0.113.7', agent: 'A browser' },
  }
}

export const signsAt = async (inClub: Context, requestId: string, now: Date) =>
  sign(at(inClub, now), await seen(at(inClub, now), requestId))

/** The ids of what somebody is still to sign. */
export const toSignIds = async (inClub: Context, now: Date) =>
  (await toSign(at(inClub, now), {})).map(({ requestId }) => requestId)

/** How many there are of everything that one signature makes: of a club, or of one request. */
export const countsOfSigning = async ({ organisation }: Context, requestId?: string) =>
  (
    await rowsOf<Record<'sign_offs' | 'records' | 'origins' | 'receipts' | 'events', number>>(
      `select (select count(*)::int from sign_offs where organisation_id = $1
           and request_id = coalesce($2, request_id)) as sign_offs,
         (select count(*)::int from evidence_records where organisation_id = $1
           and kind = 'sign_off'
           and ($2::uuid is null or record::jsonb ->> 'request' = ($2::uuid)::text)) as records,
         (select count(*)::int from sign_off_origins o where organisation_id = $1
           and ($2::uuid is null or o.id in (
             select id from sign_offs where request_id = $2))) as origins,
         (select count(*)::int from notices where of_organisation_id = $1
           and kind = 'sign_off_receipt' and subject_id = coalesce($2, subject_id)) as receipts,
         (select count(*)::int from sign_off_events where organisation_id = $1
           and event = 'acknowledged' and request_id = coalesce($2, request_id)) as events`,
      [organisation.id, requestId ?? null],
    )
  )[0]

/** A club with a coach, and a policy of the club's own that the coach is asked to sign. */
export async function aClubThatAsks(body: Context) {
  const club = await aClub(body)
  const coach = await aCoach(club)
  const policyId = await aPolicy(at(club, day(0)))
  await askAt(club, day(0))
  const [requestId = ''] = await toSignIds(coach.inClub, day(0))
  return { club, coach, policyId, requestId }
}

/** The versions of a policy that a club has, oldest first. */
export const versionsOf = (club: Context, policyId: string) =>
  rowsOf<{ id: string; sha256: string }>(
    'select id, sha256 from policy_versions where organisation_id = $1 and policy_id = $2 order by version',
    [club.organisation.id, policyId],
  )
