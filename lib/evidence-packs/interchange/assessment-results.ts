import type { Context } from '../../context'
import type { Json, JsonObject } from '../../core/canonical-json'
import { controlWords } from '../../core/control-words'
import { profileName } from '../../core/profiles/profile-name'
import { grouped } from '../../core/grouped'
import { readingPath } from '../../core/pack/layout'
import { keyOf } from '../../findings/verdict'
import { acceptedAt } from '../acceptances-of-period'
import type { PackPeriod, PackRows } from '../collect-pack'
import { jsonFile, type PackFile } from '../pack-file'
import { planPath } from './assessment-plan'
import { oscalText, oscalValue, oscalVersion } from './oscal-text'
import { reviewedControls } from './reviewed-controls'
import { stableId } from './stable-id'

/**
 * The pack as OSCAL assessment results: a result for the period, an observation for each verdict, and
 * of each finding a finding and a risk. https://pages.nist.gov/OSCAL (its arrays are never empty, so
 * that what there is none of is left out).
 */
export function assessmentResults(ctx: Context, period: PackPeriod, rows: PackRows): PackFile {
  const { organisation } = ctx
  const [from, until] = [period.from.toISOString(), period.until.toISOString()]
  const seed = [organisation.id, from, until] as const
  const subjects = subjectsOf(rows)
  const document: JsonObject = {
    uuid: stableId('assessment-results', ...seed),
    metadata: {
      title: oscalText(`Checks of ${organisation.name}`),
      'last-modified': until,
      version: '1',
      'oscal-version': oscalVersion,
    },
    'import-ap': { href: planPath.replace('oscal/', '') },
    results: [
      {
        uuid: stableId('result', ...seed),
        title: oscalText(`${organisation.name}, ${from} to ${until}`),
        description: oscalText(
          `Zoom accounts and sessions held against ${profilesOf(rows).map(profileName).join('; ') || 'no rules'}.`,
        ),
        ...{ start: from, end: until },
        ...list('local-definitions', 'inventory-items', subjects.map(inventoryItem)),
        'reviewed-controls': reviewedControls(rows),
        ...plain('observations', rows.changes.map(observation)),
        ...plain('risks', rows.findings.map(riskOf(acceptedAt(rows.acceptances, period.until)))),
        ...plain('findings', rows.findings.map(findingOf(rows))),
      },
    ],
    ...list('back-matter', 'resources', rows.readings.map(resource)),
  }
  return jsonFile('oscal/assessment-results.json', 'OSCAL assessment results', {
    'assessment-results': document,
  })
}

const plain = (name: string, items: readonly Json[]): JsonObject =>
  items.length === 0 ? {} : { [name]: items }

const list = (outer: string, inner: string, items: readonly Json[]): JsonObject =>
  items.length === 0 ? {} : { [outer]: { [inner]: items } }

const profilesOf = (rows: PackRows) =>
  [...new Set(rows.changes.map(({ profile }) => profile))].toSorted()

type Subject = { readonly subjectKind: string; readonly subjectId: string }

function subjectsOf(rows: PackRows): Subject[] {
  const all = [...rows.changes, ...rows.findings].map(({ subjectKind, subjectId }) => ({
    subjectKind,
    subjectId,
  }))
  const byId = new Map(all.map((each) => [`${each.subjectKind} ${each.subjectId}`, each]))
  return [...byId].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, each]) => each)
}

const subjectId = ({ subjectKind, subjectId: id }: Subject) => stableId('subject', subjectKind, id)

const inventoryItem = (subject: Subject): Json => ({
  uuid: subjectId(subject),
  description: oscalText(`${subject.subjectKind} ${subject.subjectId}`),
})

const subjectRef = (subject: Subject): Json => ({
  'subject-uuid': subjectId(subject),
  type: 'inventory-item',
})

const resourceId = (hash: string) => stableId('reading', hash)

const resource = ({ hash }: PackRows['readings'][number]): Json => ({
  uuid: resourceId(hash),
  title: 'What Zoom said',
  rlinks: [
    {
      href: `../${readingPath(hash)}`,
      'media-type': 'application/json',
      hashes: [{ algorithm: 'SHA-256', value: hash }],
    },
  ],
})

/** How it is known, in OSCAL's three words. */
const methods: Readonly<Record<string, string>> = {
  checked: 'TEST',
  stated: 'INTERVIEW',
  signed: 'EXAMINE',
  verified: 'EXAMINE',
}

type Change = PackRows['changes'][number]

const observation = (row: Change): Json => ({
  uuid: stableId('observation', row.id),
  title: oscalValue(`${row.control}: ${row.result.replaceAll('_', ' ')}`),
  description: oscalText(row.because),
  props: [
    { name: 'rule', value: oscalValue(row.control) },
    { name: 'rule-version', value: String(row.controlVersion) },
    { name: 'result', value: oscalValue(row.result) },
    { name: 'level', value: oscalValue(row.level) },
    { name: 'profile', value: oscalValue(row.profile) },
    { name: 'evidence-record', value: row.evidenceRecordId },
  ],
  methods: [methods[row.proof] ?? 'EXAMINE'],
  types: ['control-objective'],
  subjects: [subjectRef(row)],
  collected: row.validFrom.toISOString(),
  ...(row.statedUntil ? { expires: row.statedUntil.toISOString() } : {}),
})

type Finding = PackRows['findings'][number]

function findingOf(rows: PackRows): (row: Finding) => Json {
  const seenOf = grouped(rows.changes, keyOf)
  return (row) => {
    const seen = seenOf.get(keyOf(row)) ?? []
    const isOpen = row.state === 'open'
    return {
      uuid: stableId('finding', row.id),
      title: oscalValue(controlWords(row.control, row.subjectKind).headline),
      description: oscalText(row.events.at(-1)?.because ?? ''),
      target: {
        type: 'objective-id',
        'target-id': row.control,
        status: isOpen
          ? { state: 'not-satisfied', reason: 'fail' }
          : { state: 'satisfied', reason: closedReason(row) },
      },
      ...plain(
        'related-observations',
        seen.map(({ id }) => ({ 'observation-uuid': stableId('observation', id) })),
      ),
      'related-risks': [{ 'risk-uuid': stableId('risk', row.id) }],
    }
  }
}

/** Only what a later check saw mended passes. */
const closedReason = (row: Finding) =>
  row.events.at(-1)?.closeReason === 'mended' ? 'pass' : 'other'

const riskOf =
  (acceptedOf: ReturnType<typeof acceptedAt>) =>
  (row: Finding): Json => {
    const accepted = acceptedOf.get(row.id)
    const status = row.state !== 'open' ? 'closed' : accepted ? 'deviation-approved' : 'open'
    const { headline, why } = controlWords(row.control, row.subjectKind)
    return {
      uuid: stableId('risk', row.id),
      title: oscalValue(headline),
      description: oscalText(row.events.at(0)?.because ?? ''),
      statement: oscalText(why),
      status,
      ...(accepted ? { deadline: accepted.until.toISOString() } : {}),
    }
  }
