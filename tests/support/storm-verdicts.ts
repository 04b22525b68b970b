import type { Context } from '#lib/context'
import { deliveredReadings } from '#lib/audits/delivered-readings'
import { verdictsOf } from '#lib/audits/verdicts-of'
import { verdictsOfAccount } from '#lib/audits/verdicts-of-account'
import { inTenant } from '#db/tenant'
import { valueAt } from '#lib/zoom-sandbox/json-path'
import { projectBody } from '#lib/core/projection'
import { evaluateMeeting, evaluateUser } from '#lib/core/evaluate'
import { isJsonObject, type Json, type JsonObject } from '#lib/core/canonical-json'
import { appPool } from '#lib/database/pools'
import { keyOf } from '#lib/findings/verdict'
import type { Profile } from '#lib/core/profiles/profile'
import { effectiveProfile } from '#lib/profiles/effective-profile'
import { rowsOf } from './connections'
import { sandbox } from './sandbox'
import type { StormAccount } from './storm-accounts'

type Change = {
  audit_id: string
  subject_kind: string
  subject_id: string
  control: string
  result: string
  reason: string | null
  record: { readings: string[]; connection: string }
}

/**
 * Judges what each audit read once more, from the stored readings alone. Returns what differs from
 * what was written down then, and each pass that rests on no reading.
 */
export async function wrongVerdicts(club: Context): Promise<string[]> {
  const changes = await rowsOf<Change>(
    `select r.audit_id, r.subject_kind, r.subject_id, r.control, r.result, r.reason,
       e.record::jsonb as record
     from result_changes r join evidence_records e
       on e.organisation_id = r.organisation_id and e.id = r.evidence_record_id
     where r.organisation_id = $1 and r.control <> 'M02'
       and r.subject_kind in ('user', 'meeting', 'account', 'group')`,
    [club.organisation.id],
  )
  const byAudit = new Map<string, Change[]>()
  for (const change of changes) {
    byAudit.set(change.audit_id, [...(byAudit.get(change.audit_id) ?? []), change])
  }
  const wrong: string[] = []
  for (const [auditId, ofAudit] of byAudit) {
    const again = await judgedAgain(club, auditId, ofAudit)
    for (const change of ofAudit) {
      const key = keyOf({
        subjectKind: change.subject_kind,
        subjectId: change.subject_id,
        control: change.control,
      })
      const verdict = again.get(key)
      const then = `${change.result} ${change.reason} ${change.record.readings.join()}`
      const now = verdict && `${verdict.result} ${verdict.reason} ${verdict.readings.join()}`
      if (then !== now) wrong.push(`${auditId} ${key}: ${then}, and now ${now}`)
      if (change.result === 'met' && change.record.readings.length === 0) {
        wrong.push(`${auditId} ${key}: met, and nothing was read`)
      }
    }
  }
  return wrong
}

async function judgedAgain(club: Context, auditId: string, rows: readonly Change[]) {
  const [readings, profile] = await inTenant(appPool(), club.organisation.id, async (tx) => [
    await deliveredReadings(tx, auditId),
    await effectiveProfile(tx, club, club.now),
  ])
  const sessionIds = readings.flatMap(({ bodyKind, subjectId }) =>
    bodyKind === 'meeting' ? [subjectId] : [],
  )
  const connectionId = rows[0]?.record.connection ?? ''
  // Completeness closes findings and changes no verdict.
  const of = { connectionId, complete: true }
  const isOfAccount = rows[0]?.subject_kind === 'account'
  const verdicts = isOfAccount
    ? verdictsOfAccount(profile, readings, { ...of, groupIds: [] })
    : verdictsOf(profile, readings, { ...of, sessionIds })
  return new Map(verdicts.map((verdict) => [keyOf(verdict), verdict]))
}

/** What has to stand in a body that was read, for a pass of a control: by subject and control. */
const passes: readonly { of: string; control: string; path: string; is: Json }[] = [
  { of: 'user', control: 'Z02', path: 'meeting_security.waiting_room', is: true },
  { of: 'user', control: 'Z03', path: 'in_meeting.who_can_share_screen', is: 'host' },
  { of: 'user', control: 'Z04', path: 'schedule_meeting.join_before_host', is: false },
  { of: 'meeting', control: 'Z02', path: 'settings.waiting_room', is: true },
  { of: 'meeting', control: 'Z04', path: 'settings.join_before_host', is: false },
]

/** Passes whose evidence names no reading with the value, looked up without any of the rules. */
export async function passesWithoutValue(club: Context): Promise<{ seen: number; bad: string[] }> {
  let seen = 0
  const bad: string[] = []
  for (const { of, control, path, is } of passes) {
    const rows = await rowsOf<{ id: string; bodies: string[] }>(
      `select r.id, array(select b.body from readings b where b.organisation_id = r.organisation_id
         and b.hash in (select jsonb_array_elements_text(e.record::jsonb -> 'readings'))) as bodies
       from result_changes r join evidence_records e
         on e.organisation_id = r.organisation_id and e.id = r.evidence_record_id
       where r.organisation_id = $1 and r.subject_kind = $2 and r.control = $3 and r.result = 'met'`,
      [club.organisation.id, of, control],
    )
    seen += rows.length
    const without = rows.filter(({ bodies }) => !bodies.some((body) => holds(body, path, is)))
    bad.push(...without.map(({ id }) => `${of} ${control} ${id}`))
  }
  return { seen, bad }
}

function holds(text: string, path: string, is: Json): boolean {
  const body: Json = JSON.parse(text)
  return isJsonObject(body) && valueAt(body, path) === is
}

/** What the rules make of each account as it stands in Zoom now, beside what the club has. */
export async function differsFromZoom(
  club: Context,
  accounts: readonly StormAccount[],
): Promise<string[]> {
  const rows = await rowsOf<{ subject_id: string; control: string; result: string; zoom: string }>(
    `select r.subject_id, r.control, r.result, coalesce(m.zoom_meeting_id, '') as zoom
     from results_current r left join meetings m on m.id = r.subject_id
     where r.organisation_id = $1 and r.control <> 'M02'
       and r.subject_kind in ('user', 'meeting', 'account', 'group')`,
    [club.organisation.id],
  )
  const open = await rowsOf<{ subject_id: string; control: string }>(
    `select subject_id, control from findings
     where organisation_id = $1 and state = 'open' and control <> 'M02'`,
    [club.organisation.id],
  )
  const isOpen = new Set(open.map((each) => `${each.subject_id} ${each.control}`))
  const profile = await inTenant(appPool(), club.organisation.id, (tx) =>
    effectiveProfile(tx, club, club.now),
  )
  return accounts.flatMap((account) => {
    const inZoom = resultsInZoom(profile, account)
    const own = rows.filter(
      (row) => row.subject_id === account.connectionId || row.zoom === String(account.meetingId),
    )
    const shown = own.map((row) => {
      const of = row.zoom === '' ? 'user' : 'meeting'
      // What cannot be checked closes nothing: a finding of before stands, where there is one.
      const isDecided = row.result !== 'could_not_check'
      const finding = isDecided && isOpen.has(`${row.subject_id} ${row.control}`) ? 'open' : 'none'
      return `${of} ${row.control} ${row.result} ${finding}`
    })
    const [had, has] = [shown.toSorted().join('; '), inZoom.toSorted().join('; ')]
    return had === has ? [] : [`${account.user.email} is shown as ${had}, and is ${has}`]
  })
}

function resultsInZoom(profile: Profile, { user, meetingId }: StormAccount): string[] {
  const { world } = sandbox
  const read = (body: JsonObject) => ({ read: true, body }) as const
  const readings = {
    user: read(projectBody('user', world.bodyOfUser(user.id))),
    user_settings: read(projectBody('user_settings', world.bodyOfSettings(user.id))),
    user_meeting_security: read(
      projectBody('user_meeting_security', world.bodyOfSettings(user.id, 'meeting_security')),
    ),
  }
  const { occurrences: _, ...body } = world.bodyOfMeeting(user.id, meetingId)
  const meeting = read(projectBody('meeting', body))
  const line = (of: string) => (each: { control: string; result: string; derived: boolean }) =>
    `${of} ${each.control} ${each.result} ${each.result === 'not_met' && !each.derived ? 'open' : 'none'}`
  return [
    ...evaluateUser(profile, readings).map(line('user')),
    ...evaluateMeeting(profile, readings, meeting).map(line('meeting')),
  ]
}
