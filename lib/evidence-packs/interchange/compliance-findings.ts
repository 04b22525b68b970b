import type { Json } from '../../core/canonical-json'
import { controlWords } from '../../core/control-words'
import { profileName } from '../../core/profiles/profile-name'
import { keyOf } from '../../findings/verdict'
import { acceptedAt } from '../acceptances-of-period'
import type { PackPeriod, PackRows } from '../collect-pack'
import { jsonFile, type PackFile } from '../pack-file'

/** OCSF 1.8.0, class Compliance Finding: https://schema.ocsf.io/1.8.0/classes/compliance_finding */
const [ocsfVersion, classUid, categoryUid] = ['1.8.0', 2003, 2]
const activities = { create: 1, update: 2, close: 3 } as const
/** Warning is what has no result: what could not be checked is neither of the others. */
const statuses: Readonly<Record<string, readonly [id: number, name: string]>> = {
  met: [1, 'Pass'],
  could_not_check: [2, 'Warning'],
  not_met: [3, 'Fail'],
}
const severities = { high: 4, low: 2, informational: 1 } as const

type Change = PackRows['changes'][number]

/** The newest verdict of each rule on each subject, as other tools load them; without what does not apply. */
export function complianceFindings(period: PackPeriod, rows: PackRows): PackFile {
  const newest = new Map<string, Change>()
  for (const row of rows.changes) newest.set(keyOf(row), row)
  const findings = new Map(rows.findings.map((row) => [keyOf(row), row]))
  const accepted = acceptedAt(rows.acceptances, period.until)
  const events = [...newest]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([key, row]) => {
      const finding = findings.get(key)
      return eventOf(row, finding, finding !== undefined && accepted.has(finding.id))
    })
  return jsonFile('ocsf/compliance-findings.json', 'OCSF findings', events)
}

type Finding = PackRows['findings'][number]

function eventOf(row: Change, finding: Finding | undefined, isAccepted: boolean): Json[] {
  const status = statuses[row.result]
  if (!status) return []
  const isFailing = row.result === 'not_met'
  const activity = !isFailing && finding ? activities.close : activities.create
  const time_ms = row.validFrom.getTime()
  const first = finding?.events[0]?.at ?? row.validFrom
  return [
    {
      activity_id: activity,
      category_uid: categoryUid,
      class_uid: classUid,
      type_uid: classUid * 100 + activity,
      severity_id: isFailing
        ? row.level === 'MUST'
          ? severities.high
          : severities.low
        : severities.informational,
      time: time_ms,
      message: row.because || controlWords(row.control, row.subjectKind).title,
      metadata: {
        version: ocsfVersion,
        product: {
          name: 'Touchline',
          vendor_name: 'Touchline',
          version: String(row.controlVersion),
        },
      },
      finding_info: {
        uid: keyOf(row),
        title: controlWords(row.control, row.subjectKind).title,
        first_seen_time: first.getTime(),
        last_seen_time: time_ms,
      },
      compliance: {
        control: row.control,
        requirements: [row.control],
        standards: [profileName(row.profile)],
        status_id: status[0],
        status: status[1],
      },
      ...(isAccepted ? { status_id: 3, status: 'Suppressed' } : { status_id: isFailing ? 1 : 4 }),
    },
  ]
}
