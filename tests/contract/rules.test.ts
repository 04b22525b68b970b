import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text as textOf } from 'node:stream/consumers'
import { describe, expect, test } from 'vitest'
import { cisZoom } from '#lib/core/benchmarks/cis-zoom/cis-zoom'
import { controlIds } from '#lib/core/results'
import { ruleById, rulesInOrder } from '#lib/core/rules/catalogue'
import { foundingInstructions, foundingText } from '#lib/core/rules/founding-text'
import { pathsOf } from '#lib/core/rules/rule-paths'
import { benchmarkRows } from '#lib/core/rules/rule-rows'
import { csvRecords } from '../support/csv'
import { hasShared, sharedText } from '../support/shared'

/** The rules against the list that they come from, and against what Zoom's API has at each level. */

const listed = () => csvRecords(sharedText('safeguarding/rules.csv'))
const domain = () => sharedText('safeguarding/DOMAIN.md')
const levelNames = ['MUST', 'SHOULD', 'PROFILE']

/** What the list would have Zoom tell, and why no rule of ours claims that it does. */
const notClaimed: Readonly<Record<string, string>> = {
  Z19: 'a hint only: no address of a host is kept, and many clubs have none to compare it with',
  M05: 'that a session is planned is listed; that a club agreed to it, Zoom cannot tell',
  M06: 'that another host is named is Z16; who was there is in lists of children’s names',
}

const isAuto = (mode: string) => /\bAUTO(?!-P)/.test(mode)

describe.skipIf(!hasShared)('the list of rules', () => {
  test('has all of them here, as strong as there, and nothing else', () => {
    const strong = (level: string) => levelNames.find((each) => level.startsWith(each))
    expect(listed()).toHaveLength(68)
    expect(rulesInOrder.map(({ id, level }) => `${id} ${level}`).toSorted()).toEqual(
      listed()
        .map(({ id = '', level = '' }) => `${id} ${strong(level) ?? '?'}`)
        .toSorted(),
    )
  })

  test('names the sources that each rule quotes', () => {
    for (const { id = '', source = '' } of listed()) {
      const codes = source.replaceAll(/\([^)]*\)/g, '').match(/\b[SCLTI]\d+\b/g) ?? []
      const quoted = ruleById(id)?.sources.map(({ code }) => code)
      expect(quoted, id).toEqual(codes)
    }
  })

  test('is checked in Zoom where the list says so, and nowhere else', () => {
    for (const { id = '', mode = '' } of listed()) {
      const isChecked = ruleById(id)?.proofs.includes('checked')
      expect(isChecked, id).toBe(isAuto(mode) && notClaimed[id] === undefined)
    }
    for (const id of Object.keys(notClaimed)) expect(listed().map((row) => row['id'])).toContain(id)
  })

  test('is checked for each session where the list says so', () => {
    const forSessions = listed().filter(({ mode = '' }) => mode.includes('AUTO-M'))
    const rows = forSessions.filter(({ id = '' }) => notClaimed[id] === undefined)
    expect(rows.length).toBeGreaterThan(5)
    for (const { id = '' } of rows) {
      const levels = ruleById(id)
        ?.controls.flatMap(pathsOf)
        .map(({ level }) => level)
      expect(levels, id).toContain('meeting')
    }
  })

  test('has the kinds of proof that the list has', () => {
    const kinds = { ATTEST: 'stated', SIGN: 'signed', REG: 'verified' } as const
    for (const { id = '', mode = '' } of listed()) {
      for (const [word, kind] of Object.entries(kinds)) {
        if (mode.includes(word)) expect(ruleById(id)?.proofs, `${id} ${mode}`).toContain(kind)
      }
    }
  })

  test('dates its sources as they are dated, and gives no others a date', () => {
    const text = domain().slice(domain().indexOf('## 12. Sources'))
    const sources = new Map(
      rulesInOrder.flatMap((rule) => rule.sources.map((source) => [source.code, source] as const)),
    )
    for (const { code, date } of sources.values()) {
      const entry = new RegExp(`\\b${code} (.*?)(?= · |\\n|$)`).exec(text)?.[1] ?? ''
      expect(entry, code).not.toBe('')
      const isDated = /\((\d{1,2} )?([A-Z][a-z]+ )?\d{4}[^\d-]|\d{1,2} [A-Z][a-z]{2} \d{4}/.test(
        `${entry} `,
      )
      expect(date !== undefined, `${code}: ${entry}`).toBe(isDated)
      if (date !== undefined) expect(entry, code).toMatch(inWords(date))
    }
  })
})

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

function inWords(date: string): RegExp {
  const [year = '', month, day] = date.split('-')
  const name = month === undefined ? '' : `${months[Number(month) - 1]}[a-z]* `
  return new RegExp(`${day === undefined ? '' : `\\b${Number(day)} `}${name}${year}`)
}

const admission =
  'looked at where some plan says it; where none does, rule Z22 says that nobody knows'
const since2025 = 'in Zoom’s own later examples and changes, not yet in the schema of June 2025'

/** What a rule looks at although the list of keys does not have it at that level, and why. */
const looksFurther: Readonly<Record<string, string>> = {
  'Z02 group meeting_security.waiting_room_options.enable': admission,
  'Z02 group meeting_security.waiting_room_options.admit_type': admission,
  'Z02 user meeting_security.waiting_room_options.enable': admission,
  'Z02 user meeting_security.waiting_room_options.admit_type': admission,
  'Z02 meeting settings.waiting_room_options.mode': since2025,
  'Z02 meeting settings.waiting_room_options.who_goes_to_waiting_room': since2025,
  'Z22 user meeting_security.waiting_room_options.admit_type': admission,
  'Z17 account schedule_meeting.mute_upon_entry':
    'unknown here; the other half of the rule is told',
  'Z17 user schedule_meeting.mute_upon_entry': 'unknown here; the other half of the rule is told',
  'Z17 meeting settings.request_permission_to_unmute_participants': since2025,
}

describe.skipIf(!hasShared)('every setting that a rule claims Zoom tells', () => {
  test('is one that Zoom has at that level', () => {
    const reference = new Map(
      csvRecords(sharedText('zoom/settings_reference.csv')).map((row) => [row['path'], row]),
    )
    const meeting = sharedText('zoom/schemas/meetings-endpoints/get_meetings_meetingId.json')
    const missing = controlIds.flatMap((id) =>
      pathsOf(id).flatMap(({ level, paths }) =>
        paths
          .filter((path) => {
            if (level === 'meeting') {
              const key =
                path
                  .replace(/\.present$/, '')
                  .split('.')
                  .at(-1) ?? ''
              return !meeting.includes(`"${key}"`)
            }
            const column = id === 'Z18' ? `${level}_lock` : level
            return reference.get(path)?.[column] !== 'y'
          })
          .map((path) => `${id} ${level} ${path}`),
      ),
    )
    expect(missing).toEqual(Object.keys(looksFurther))
  })

  test('of the benchmark, is in the list of its controls or known to be read today', () => {
    const rows = csvRecords(sharedText('zoom/cis_controls.csv'))
    const unread = new Set(
      rows
        .filter(
          ({ peer_status: status = '', current_api_path_if_peer_says_no_api: path }) =>
            status.startsWith('not implemented') && path === '',
        )
        .map(({ id }) => id),
    )
    const claimed = benchmarkRows(cisZoom).filter(({ kind }) => kind.startsWith('checked'))
    expect(claimed.filter(({ id }) => unread.has(id))).toEqual([])
  })
})

/** `Z02, M03` and `M05-M18` as the ids that they stand for. */
const idsIn = (text: string): string[] =>
  text.split(',').flatMap((part) => {
    const [first = '', last = first] = part.trim().split('-')
    const from = Number(first.slice(1))
    const length = Number(last.slice(1)) - from + 1
    return Array.from(
      { length },
      (_, index) => `${first.charAt(0)}${String(from + index).padStart(2, '0')}`,
    )
  })

describe.skipIf(!hasShared)('the founding text', () => {
  const text = () => sharedText('seed/nspcc-zoom-security-risks-2020-05-15.txt')

  test('has each instruction, in this order, and its date', () => {
    const places = foundingInstructions.map(({ quote }) => text().indexOf(quote))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(foundingText.date).toBe('2020-05-15')
    expect(text()).toContain('Last updated: 15 May 2020')
  })

  test('is mapped as the domain has it', () => {
    const [, mapped = ''] = /each maps to rules: ([^\n]*?)\. Note/.exec(domain()) ?? []
    const segments = mapped.split(';').map((segment) => segment.split('->').at(-1) ?? '')
    expect(foundingInstructions.map(({ rules }) => rules)).toEqual(segments.map(idsIn))
  })
})

test('the list of rules ends in peace where its reader has seen enough', async () => {
  const listing = spawn(process.execPath, ['node_modules/.bin/tsx', 'workers/cli/rules.ts'], {
    cwd: new URL('../../', import.meta.url).pathname,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  listing.stdout.destroy()
  const [[code], said] = await Promise.all([once(listing, 'close'), textOf(listing.stderr)])
  expect([code, said]).toEqual([0, ''])
})
