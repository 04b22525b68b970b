import { stringify } from 'csv-stringify/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isAppError } from '#lib/core/errors'
import { dateFields, fieldNamed, fieldWords } from '#lib/core/imports/fields'
import { guessedOrder } from '#lib/core/imports/guessed-order'
import { judgeRow, type Beside } from '#lib/core/imports/judge-row'
import { matchColumns, missingColumns } from '#lib/core/imports/match-columns'
import { openFile } from '#lib/core/imports/open-file'
import { readRoles } from '#lib/core/imports/read-role'
import { readRow, textsOf } from '#lib/core/imports/read-row'
import { registerTable, type ExportedPerson } from '#lib/core/imports/register-table'
import { sampleFile } from '#lib/core/imports/sample-file'
import { appointmentRoles } from '#lib/core/register/appointment'
import { guarded, unguarded } from '#lib/core/spreadsheet-guard'

/** One of a text's letters. */
const oneOf = (letters: string) => fc.constantFrom(...Array.from(letters))

const utf8 = (text: string) => new TextEncoder().encode(text)
const today = '2026-11-25'

test.each([
  ['Head Coach', ['coach'], []],
  ['Assistant coach; Treasurer', ['assistant_coach', 'treasurer'], []],
  ['Deputy Club Welfare Officer', ['deputy_welfare_officer'], []],
  ['CWO and Chairman', ['welfare_officer', 'chair'], []],
  ['Wizard', [], ['Wizard']],
])('the roles of %s', (cell, roles, unknown) => {
  expect(readRoles(cell)).toEqual({ roles, unknown })
})

const beside = (more: Partial<Beside> = {}): Beside => ({
  ...{ before: [], there: null, leftAt: null, notCleared: false, sameEmail: [], sameName: [] },
  ...more,
})
const read = (texts: Parameters<typeof readRow>[0]) => readRow(texts, { order: 'day_first', today })
const sam = { name: 'Sam Okafor', email: 'sam@example.org' }

describe('a row', () => {
  test.each([
    [{ ...sam, name: '' }, 'name', 'The name is missing.'],
    [{ ...sam, name: 'sam@example.org' }, 'name', 'does not look like a name'],
    [{ name: sam.name }, 'email', 'missing'],
    [{ ...sam, email: 'sam@example' }, 'email', 'is not an e-mail address'],
    [{ ...sam, email: 'a@b.org; c@d.org' }, 'email', 'more than one'],
    [{ ...sam, online: 'perhaps' }, 'online', 'neither yes nor no'],
    [{ ...sam, first_aid_issued: '31/02/2025' }, 'first_aid_issued', 'is not a date'],
    [{ ...sam, first_aid_issued: '01/12/2026' }, 'first_aid_issued', 'has not come'],
    [
      { ...sam, first_aid_issued: '01/12/2025', first_aid_expires: '01/11/2025' },
      ...(['first_aid_expires', 'before it begins'] as const),
    ],
    [{ ...sam, teams: 'x'.repeat(201) }, 'teams', '200'],
  ])('%j has its problem said at its field', (texts, field, message) => {
    const { person, problems } = read(texts)
    expect(person).toBeNull()
    expect(problems).toMatchObject([{ field, message: expect.stringContaining(message) }])
    expect(judgeRow(read(texts), beside()).state).toBe('problem')
  })

  test('is read in the forms that people write', () => {
    const texts = {
      ...{ name: 'Okafor, Sam', email: 'Sam <SAM@example.org>', teams: 'A;B, A', online: 'N' },
      ...{ roles: 'Coach', record_check_issued: '45000', record_check_expires: 'n/a' },
    }
    expect(read(texts)).toMatchObject({
      person: {
        ...{ name: 'Sam Okafor', email: 'sam@example.org', teams: 'A, B', online: false },
        roles: ['coach'],
        credentials: [{ kind: 'record_check', issuedOn: '2023-03-15', expiresOn: null }],
      },
      problems: [],
      notes: [{ field: 'name' }],
    })
  })

  test('has a plan by what stands on the register', () => {
    const row = read({ ...sam, teams: 'A' })
    const there = {
      ...{ ...sam, teams: 'A', tags: '', coachesUnder18sOnline: true },
      ...{ roles: [], credentials: [] },
    }
    expect(judgeRow(row, beside())).toMatchObject({ state: 'ready', plan: 'add', notes: [] })
    expect(judgeRow(row, beside({ there }))).toMatchObject({ plan: 'same' })
    expect(judgeRow(row, beside({ there: { ...there, teams: 'B' } }))).toMatchObject({
      plan: 'change',
      notes: [{ message: expect.stringContaining('teams') }],
    })
    const tagged = read({ ...sam, teams: 'A', tags: 'Camp; Camp, Volunteer' })
    expect(judgeRow(tagged, beside({ there }))).toMatchObject({
      plan: 'change',
      notes: [{ message: expect.stringContaining('tags') }],
    })
    const known = { ...there, tags: 'Camp, Volunteer' }
    expect(judgeRow(tagged, beside({ there: known }))).toMatchObject({ plan: 'same' })
    expect(judgeRow(row, beside({ sameEmail: ['Jo Okafor'] })).notes).toHaveLength(1)
    expect(judgeRow(row, beside({ sameName: ['other@example.org'] })).notes).toHaveLength(1)
    expect(judgeRow(row, beside({ leftAt: new Date('2026-01-05') })).notes).toHaveLength(1)
  })

  test('is left out where an earlier one says the same, and is a problem where it says otherwise', () => {
    const row = read({ ...sam, teams: 'A' })
    const first = { number: 2, person: read({ ...sam, teams: 'A' }).person }
    const other = { number: 2, person: read({ ...sam, teams: 'B' }).person }
    if (!first.person || !other.person) throw new Error('both can be read')
    const same = { number: 2, person: first.person }
    const contrary = { number: 2, person: other.person }
    expect(judgeRow(row, beside({ before: [same] })).state).toBe('left_out')
    expect(judgeRow(row, beside({ before: [contrary] })).state).toBe('problem')
  })
})

describe('a file', () => {
  test('that is hostile is read or refused in words, and each row of it is accounted for', () => {
    const pieces = fc.constantFrom(
      ...[
        'Name,Email\n',
        'Sam,sam@x.org\n',
        '"',
        ',',
        '\r',
        '\n',
        ';',
        '\t',
        '\0',
        '=cmd|',
        'sep=;\n',
      ],
      ...['\uFEFF', '🏑', '\u202e', 'x'.repeat(300), '1/2/24', '<script>', "'; drop table --", '@'],
    )
    const bytes = fc.oneof(
      fc.array(pieces, { maxLength: 30 }).map((all) => utf8(all.join(''))),
      fc.uint8Array({ maxLength: 300 }),
    )
    fc.assert(
      fc.property(bytes, (given) => {
        let file
        try {
          file = openFile(given)
        } catch (error) {
          expect(isAppError(error, 'invalid_input')).toBe(true)
          return
        }
        const columns = matchColumns(file.headers)
        expect(columns).toHaveLength(file.headers.length)
        guessedOrder(columns, file.rows)
        for (const { cells } of file.rows) {
          expect(cells.length).toBeLessThanOrEqual(file.headers.length)
          const result = readRow(textsOf(cells, columns, null), { order: null, today })
          expect(result.person === null).toBe(result.problems.length > 0)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('without headings has its first person, and numbered columns', () => {
    const { headers, rows } = openFile(utf8('Sam Okafor,sam@example.org\nJo Lee,jo@example.org\n'))
    expect(headers).toEqual(['Column 1', 'Column 2'])
    expect(rows).toHaveLength(2)
  })

  test.each([
    ['Name,Email\n', 'only headings'],
    ['Name,Email\n"Sam,sam@example.org\n', 'row 2'],
    [`Name,Email\n${'a,b\n'.repeat(10_001)}`, '10,000'],
    ['x'.repeat(2_000_001), 'too large'],
    [`${'a,'.repeat(200)}\n${'b,'.repeat(200)}\n`, '100 columns'],
  ])('is refused in words to act on', (text, words) => {
    expect(() => openFile(utf8(text))).toThrow(
      expect.objectContaining({
        problems: [{ field: 'file', message: expect.stringContaining(words) }],
      }),
    )
  })

  test('the sample shows what it is to show: most rows go in, two are to be mended', () => {
    const { headers, rows } = openFile(utf8(sampleFile))
    const columns = matchColumns(headers)
    expect(missingColumns(columns)).toEqual([])
    const { order } = guessedOrder(columns, rows)
    expect(order).toBe('day_first')
    const states = rows.map(
      ({ cells }) =>
        judgeRow(readRow(textsOf(cells, columns, null), { order, today }), beside()).state,
    )
    expect(states.filter((state) => state === 'problem')).toHaveLength(2)
  })
})

describe('the register as a file', () => {
  const letters = fc.string({ unit: oneOf('abcXYZ éß'), minLength: 1, maxLength: 12 })
  const start = fc.constantFrom('', '=', '+', '-', '@', "'", "'=", '＝')
  const words = fc
    .tuple(start, letters)
    .map(([one, rest]) => `${one}x${rest}`.replaceAll(/\s+/g, ' ').trim())
  const day = fc
    .date({ min: new Date('2001-01-01'), max: new Date('2026-11-24'), noInvalidDate: true })
    .map((at) => at.toISOString().slice(0, 10))
  const person: fc.Arbitrary<ExportedPerson> = fc.record({
    name: words.map((text) => text.replaceAll('@', 'a')),
    email: fc.nat(9999).map((number) => `p${number}@example.org`),
    teams: fc.array(words, { maxLength: 2 }).map((all) => [...new Set(all)].join(', ')),
    tags: fc.array(words, { maxLength: 2 }).map((all) => [...new Set(all)].join(', ')),
    online: fc.boolean(),
    roles: fc.subarray([...appointmentRoles]),
    days: fc.dictionary(
      fc.constantFrom(...dateFields.filter((field) => field.endsWith('_issued'))),
      day,
    ),
  })

  test('comes back through an import as it was, and no cell of it is a formula', () => {
    fc.assert(
      fc.property(fc.array(person, { minLength: 1, maxLength: 5 }), (people) => {
        const text = stringify(registerTable(people), { record_delimiter: '\r\n', bom: true })
        const { headers, rows } = openFile(utf8(text))
        for (const { cells } of rows) {
          expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
        }
        const columns = matchColumns(headers)
        const back = rows.map(({ cells }) =>
          readRow(textsOf(cells, columns, null), { order: null, today }),
        )
        const came = back.map(({ person: each }) => each)
        expect(came).toMatchObject(
          people.map(({ name, email, teams, tags, online, roles }) => ({
            ...{ name, email, teams: teams === '' ? null : teams, online, roles },
            tags: tags === '' ? null : tags,
          })),
        )
        expect(
          came.map((each) =>
            each?.credentials.map(({ kind, issuedOn }) => [`${kind}_issued`, issuedOn]),
          ),
        ).toEqual(
          people.map(({ days }) =>
            dateFields.flatMap((field) => (days[field] ? [[field, days[field]]] : [])),
          ),
        )
      }),
    )
  })

  test('what is guarded is what it was, whatever it was', () => {
    const any = fc.string({ unit: oneOf('\'"=+-@\t\r\nab') })
    fc.assert(
      fc.property(any, (text) => {
        expect(unguarded(guarded(text))).toBe(text)
        expect(guarded(text)).not.toMatch(/^[=+\-@\t\r\n]/)
      }),
    )
  })

  test('has headings that an import knows', () => {
    const headings = registerTable([])[0] ?? []
    expect(
      matchColumns(headings).map((field) => field && fieldWords(fieldNamed(field) ?? 'name')),
    ).toEqual(headings)
  })
})
