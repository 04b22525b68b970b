import pg from 'pg'
import { demo } from './people'

/** Pages of a body's, and of somebody's own record; all others are tried in a club. */
const ofBody =
  /^\/\[organisation\]\/(clubs|risks|policies\/\[policyId\]\/(draft|adoptions|withdraw)|rules\/versions)/
const ofPerson =
  /^\/\[organisation\]\/(details|record|mends|zoom\/(meetings|disconnect|mending)|my-|data|erasure)/

/** Where the demo has one at all. */
const ofElmfield = /^\/\[organisation\]\/statements\/\[statementId\]/

export function slugOf(pattern: string): string {
  if (ofBody.test(pattern)) return 'national-gymnastics'
  if (ofElmfield.test(pattern)) return 'elmfield-acro'
  return ofPerson.test(pattern) ? 'me' : 'hartley-gymnastics'
}

/** Whose the rows are, in the organisation of `slugOf`; in their own record, Rosa's. */
const jo = `(select id from coaches where organisation_id = $1 and name = 'Jo Penrose')`
const one = (table: string, more = 'true', id = 'id') =>
  `select ${id}::text as id from ${table} where organisation_id = $1 and ${more} order by id limit 1`

/**
 * What stands for each part of an address that is no word of its own, by the address up to it; and
 * of a page that is asked for something, for what. Each is there in the demo from the start.
 */
const parts: Readonly<Record<string, string>> = {
  'audits/[auditId]': one('club_audits', `coach_id = ${jo}`),
  'clubs/[clubId]': one('club_adoptions', 'left_at is null', 'club_organisation_id'),
  'coaches/[coachId]': `select ${jo}::text as id`,
  'coaches/[coachId]/credentials/[credentialId]': one('credentials', `coach_id = ${jo}`),
  'coaches/[coachId]/roles/[appointmentId]': one('appointments', `coach_id = ${jo}`),
  'coaches/verify/[credentialId]': one('credentials', `coach_id = ${jo}`),
  'exemptions/[exemptionId]': one('exemptions'),
  'findings/[findingId]': one('findings', `coach_id = ${jo} and control = 'Z02'`),
  'imports/[importId]': one('imports'),
  'imports/[importId]/rows/[row]': `select '3' as id`,
  'mends/[mendId]': one('mends'),
  'mends/runs/[runId]': one('mend_runs'),
  'people/[membershipId]': one('memberships', `role = 'administrator'`),
  'policies/[policyId]': one('policies', 'withdrawn_at is null'),
  'policies/[policyId]/draft': one('policy_drafts', `state = 'open'`, 'policy_id'),
  'policies/[policyId]/versions/[versionId]': `select v.id::text as id from policy_versions v
    where v.organisation_id = $1 and v.policy_id = (${one('policies', 'withdrawn_at is null').replace('::text', '')})
    order by v.version limit 1`,
  'policies/new/[textId]': `select 'online-safety' as id`,
  'rules/versions/[publicationId]': one('profile_publications'),
  'sessions/[sessionId]': one('sessions', `coach_id = ${jo} and ended_at is null`),
  'sign-offs/[requestId]': one('sign_off_requests', `coach_id = ${jo} and kind = 'policy'`),
  'statements/[statementId]': one('statements'),
  'zoom/account/[connectionId]': one('zoom_connections', `way = 'account'`),
  'zoom/benchmarks/[benchmarkId]': `select 'cis-zoom-1.0.0' as id`,
  'zoom/disconnect/[connectionId]': one('zoom_connections'),
  'zoom/hosts/[hostId]': one('zoom_hosts'),
  'zoom/mending/[connectionId]': one('zoom_connections'),
  'mends/new?': `select '?rules=Z02&connection=' || id as id from zoom_connections
    where organisation_id = $1 limit 1`,
  'mends/all?': `select '?rules=Z02' as id`,
  'statements/new?': `select '?rule=Z11&of=user&subject=' || id as id from coach_connections
    where organisation_id = $1 and coach_id = ${jo} limit 1`,
}

/** An address of each of these patterns as the demo has it. One that nothing stands for is told. */
export async function addressesOf(patterns: readonly string[]): Promise<Map<string, string>> {
  const client = new pg.Client({ connectionString: demo.adminDatabaseUrl })
  await client.connect()
  try {
    const found = new Map<string, string>()
    for (const pattern of patterns) found.set(pattern, await addressOf(client, pattern))
    return found
  } finally {
    await client.end()
  }
}

async function addressOf(client: pg.Client, pattern: string): Promise<string> {
  const slug = slugOf(pattern)
  const organisation = `select organisation_id as id from organisations where
    case when $1 = 'me' then name = 'Rosa Adair' and kind = 'person' else slug = $1 end`
  const organisationId = await read(client, organisation, slug)
  const names = pattern.split('/').slice(2)
  const done: string[] = []
  for (const [index, name] of names.entries()) {
    const upTo = names.slice(0, index + 1).join('/')
    done.push(name.startsWith('[') ? await partOf(client, pattern, upTo, organisationId) : name)
  }
  const asked = parts[`${names.join('/')}?`]
  const query = asked === undefined ? '' : await read(client, asked, organisationId)
  return `/${[slug, ...done].join('/')}${query}`
}

function partOf(client: pg.Client, pattern: string, upTo: string, organisationId: string) {
  const isDraft = pattern.includes('/draft') && upTo === 'policies/[policyId]'
  const statement = parts[isDraft ? `${upTo}/draft` : upTo]
  if (statement === undefined) throw new Error(`say in tests/support/addresses.ts what ${upTo} is`)
  return read(client, statement, organisationId)
}

async function read(client: pg.Client, statement: string, of: string): Promise<string> {
  const needs = statement.includes('$1') ? [of] : []
  const { rows } = await client.query<{ id: string }>(statement, needs)
  const id = rows[0]?.id
  if (!id) throw new Error(`the demo has none: ${statement}`)
  return id
}
