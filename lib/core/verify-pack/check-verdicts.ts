import { z } from 'zod'
import type { JsonObject } from '../canonical-json'
import { evaluateAccount, evaluateGroup, evaluateMeeting, evaluateUser } from '../evaluate'
import { grouped } from '../grouped'
import { bodyPaths, readingPath } from '../pack/layout'
import { publishedRules, rulesAt, type PublishedRules } from '../pack/published-rules'
import { parsedJson } from '../parsed-json'
import type { Profile } from '../profiles/profile'
import { profileLabel } from '../profiles/profile-label'
import { bodyKinds, couldNotCheckReasons, type AccountReadings, type Reading } from '../readings'
import type { ControlResult } from '../results'
import type { Judged, ResultFact } from './check-results'
import type { OpenPack } from './open-pack'
import { checkOf, many, notShown, type Check } from './report'

const bodyRow = z.object({
  check: z.string(),
  body: z.enum(bodyKinds),
  subject: z.string(),
  reading: z.string().nullable(),
  could_not_check: z.string().nullable(),
})

type Body = Omit<z.output<typeof bodyRow>, 'reading'> & {
  readonly hash: string | null
  readonly reading: Reading
}

/** Results that rest on what Zoom said, and not on what people said, showed or signed. */
const isRerun = ({ fact }: Judged) =>
  fact.proof === 'checked' &&
  ['user', 'meeting', 'account', 'group'].includes(fact.subject_kind) &&
  fact.control !== 'M02'

/**
 * Runs the rules again: those that held when each result was recorded, worked out from what was
 * published, on the very readings that its record names. What comes out must be what was recorded.
 */
export function checkVerdicts(pack: OpenPack, judged: readonly Judged[]): Check {
  const rules = publishedRules.safeParse(parsedJson(pack.text(bodyPaths.rules) ?? 'null'))
  const checks = z
    .object({ bodies: z.array(bodyRow) })
    .safeParse(parsedJson(pack.text(bodyPaths.checks) ?? 'null'))
  if (!rules.success) return checkOf('verdicts', [`${bodyPaths.rules} cannot be read.`], [])
  if (!checks.success) return checkOf('verdicts', [`${bodyPaths.checks} cannot be read.`], [])
  const ofZoom = judged.filter(isRerun)
  if (ofZoom.length === 0) return notShown('verdicts', 'No result in it rests on what Zoom said.')
  const bodiesOf = grouped(checks.data.bodies.map(withReading(pack)), (each) => each.check)
  const profileAt = remembered(rules.data)
  const wrong: string[] = []
  let [same, exempt] = [0, 0]
  for (const each of ofZoom) {
    const { row, fact } = each
    const { profile, label } = profileAt(fact.recorded_at)
    const what = `Rule ${fact.control} of ${fact.subject_kind} ${fact.subject}, ${fact.recorded_at}:`
    const again = evaluated(profile, fact, bodiesOf.get(fact.audit) ?? [])
    if (label !== fact.profile)
      wrong.push(`${what} the rules then were ${label}, not ${fact.profile}.`)
    else if (fact.result === 'not_applicable' && again) exempt += 1
    else if (!again) wrong.push(`${what} the rules did not ask it, or its readings are missing.`)
    else if (again.version !== fact.control_version) {
      wrong.push(
        `${what} it was judged by version ${fact.control_version} of the rule, which this program has not.`,
      )
    } else if (!isSame(again, row, fact)) {
      wrong.push(
        `${what} recorded “${words(fact.result)}”, and the readings give “${words(again.result)}”.`,
      )
    } else same += 1
  }
  return checkOf('verdicts', wrong, [
    `${many(same, 'result')} came out the same when the rules were run again on the readings.`,
    ...(rules.data.publications.length > 0
      ? [`By the rules in ${bodyPaths.rules}: ask who published them whether they are theirs.`]
      : []),
    ...(exempt > 0 ? [`${many(exempt, 'result')} do not apply because somebody said so.`] : []),
    ...(judged.length > ofZoom.length
      ? [
          `${many(judged.length - ofZoom.length, 'result')} rest on what people said, showed or signed, and cannot be run again.`,
        ]
      : []),
  ])
}

const words = (result: string) => result.replaceAll('_', ' ')

/** Rules are worked out once for each moment at which something was recorded. */
function remembered(rules: PublishedRules) {
  const known = new Map<string, { profile: Profile; label: string }>()
  return (at: string) => {
    const found = known.get(at)
    if (found) return found
    const profile = rulesAt(rules, new Date(at))
    const made = { profile, label: profileLabel(profile) }
    known.set(at, made)
    return made
  }
}

const body = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null)
const reason = z.enum(couldNotCheckReasons).catch('unreadable_body')

const withReading =
  (pack: OpenPack) =>
  (row: z.output<typeof bodyRow>): Body => {
    const hash = row.reading
    const read = body.safeParse(hash && parsedJson(pack.text(readingPath(hash)) ?? 'null'))
    return {
      ...{ ...row, hash },
      reading: read.success
        ? { read: true, body: read.data }
        : { read: false, reason: reason.parse(row.could_not_check) },
    }
  }

const byKind = (bodies: readonly Body[]): AccountReadings =>
  Object.fromEntries(bodies.map((each) => [each.body, each.reading]))

/** What the rules make of the record's subject; as `lib/audits` judges it for the club. */
function evaluated(
  profile: Profile,
  fact: ResultFact,
  bodies: readonly Body[],
): (ControlResult & { readonly rests: readonly string[] }) | undefined {
  const { results, rests } = ofSubject(profile, fact, bodies)
  const found = results.find(({ control }) => control === fact.control)
  const hashes = rests.flatMap(({ hash }) => hash ?? []).toSorted()
  return found && { ...found, rests: hashes }
}

function ofSubject(profile: Profile, fact: ResultFact, bodies: readonly Body[]) {
  const { subject, connection } = fact
  if (fact.subject_kind === 'user' || fact.subject_kind === 'meeting') {
    const host = bodies.filter((each) => each.body !== 'meeting')
    if (fact.subject_kind === 'user') {
      return { results: evaluateUser(profile, byKind(host)), rests: host }
    }
    const meeting = bodies.find((each) => each.body === 'meeting' && each.subject === subject)
    if (!meeting) return { results: [], rests: [] }
    const results = evaluateMeeting(profile, byKind(host), meeting.reading)
    return { results, rests: [...host, meeting] }
  }
  const account = bodies.filter((each) => each.subject === connection)
  if (fact.subject_kind === 'account') {
    return { results: evaluateAccount(profile, byKind(account)), rests: account }
  }
  const group = bodies.filter((each) => each.subject === subject)
  const readings = { ...byKind(account), ...byKind(group) }
  const rests = [...account, ...group]
  return { results: group.length > 0 ? evaluateGroup(profile, readings) : [], rests }
}

function isSame(
  again: ControlResult & { readonly rests: readonly string[] },
  row: Judged['row'],
  fact: ResultFact,
): boolean {
  const restsOnSame = fact.readings.length === 0 || fact.readings.join() === again.rests.join()
  return (
    again.result === fact.result &&
    again.level === fact.level &&
    (again.reason ?? null) === fact.reason &&
    again.because === row.because &&
    restsOnSame
  )
}
