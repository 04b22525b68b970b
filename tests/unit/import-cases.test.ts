import { describe, expect, test } from 'vitest'
import {
  changeOf,
  coachesBy,
  newerCredentials,
  newRoles,
  type OnRegister,
} from '#lib/core/imports/compare-person'
import type { TypedRow } from '#lib/core/imports/fields'
import { judgeRow, type Beside } from '#lib/core/imports/judge-row'
import { readRoles } from '#lib/core/imports/read-role'
import { personKey, readRow, textsOf } from '#lib/core/imports/read-row'

/** Rows of files, by single cases with their exact answers. */

describe('a row', () => {
  const whole: TypedRow = { name: 'Jo Penrose', email: 'jo@example.org' }
  const read = (differs: TypedRow, of: TypedRow = whole) =>
    readRow({ ...of, ...differs }, { order: 'day_first', today: '2026-11-25' })
  const problems = (differs: TypedRow, of?: TypedRow) =>
    read(differs, of).problems.map(({ field, message }) => `${field}: ${message}`)

  test('has a name in one column, or in two', () => {
    const mail = { email: 'jo@example.org' }
    const named = (texts: TypedRow) => read({}, { ...mail, ...texts }).person?.name
    expect(named({ name: ' Jo  Penrose ' })).toBe('Jo Penrose')
    expect(named({ first_name: 'Jo', last_name: 'Penrose' })).toBe('Jo Penrose')
    expect(named({ last_name: 'Penrose' })).toBe('Penrose')
    expect(named({ first_name: '', last_name: 'Penrose' })).toBe('Penrose')
    expect(named({ name: 'Penrose, Jo' })).toBe('Jo Penrose')
    expect(named({ name: 'Penrose, Jo, Dr' })).toBe('Penrose, Jo, Dr')
    expect(read({ name: 'Penrose, Jo' }).notes).toEqual([
      { field: 'name', message: '“Penrose, Jo” is read as “Jo Penrose”.' },
    ])
  })

  test('says of a strange name in which column it stands', () => {
    const mail = { email: 'jo@example.org' }
    expect(problems({}, mail)).toEqual(['name: The name is missing.'])
    expect(problems({ first_name: 'Jo', last_name: '2' }, mail)).toEqual([
      'last_name: “Jo 2” does not look like a name.',
    ])
    expect(problems({ name: 'jo@x' })).toEqual(['name: “jo@x” does not look like a name.'])
    expect(problems({ name: '', first_name: 'Jo' }, mail)).toEqual(['name: The name is missing.'])
  })

  test('has one address, however it is wrapped', () => {
    const address = (email: string) => read({ email }).person?.email
    expect(address('Jo <Jo@Example.org>')).toBe('jo@example.org')
    expect(address('mailto:jo@example.org')).toBe('jo@example.org')
    expect(problems({ email: 'n/a' })).toEqual(['email: The e-mail address is missing.'])
    expect(problems({ email: 'nobody' })).toEqual(['email: “nobody” is not an e-mail address.'])
    expect(problems({ email: 'a@b.test, c@d.test' })).toEqual([
      'email: There is more than one e-mail address here. Leave one.',
    ])
  })

  test('has teams once each, of a length that a page can show', () => {
    expect(read({ teams: 'A ; B|A,, C' }).person?.teams).toBe('A, B, C')
    expect(read({ teams: '-' }).person?.teams).toBeNull()
    expect(problems({ teams: 'x'.repeat(200) })).toEqual([])
    expect(problems({ teams: 'x'.repeat(201) })).toEqual(['teams: Use at most 200 characters.'])
    expect(problems({ teams: 'A\u202eB' })).toEqual([
      'teams: This holds characters that cannot be seen.',
    ])
  })

  test.each([
    [['y', 'Yes', 'TRUE', '1', 'x', '✓', 't'], true],
    [['n', 'No', 'false', '0', 'F'], false],
    [['', '-', 'none'], null],
  ])('%j is %j', (cells, online) => {
    for (const cell of cells) expect(read({ online: cell }).person?.online).toBe(online)
  })

  test('that is neither yes nor no is a problem', () => {
    for (const cell of ['perhaps', 'yes please', 'oh no']) {
      expect(problems({ online: cell })).toEqual([`online: “${cell}” is neither yes nor no.`])
    }
  })

  test('names roles, and what we do not know as one', () => {
    expect(readRoles(' Head Coach and  Secretary / Umpire')).toEqual({
      ...{ roles: ['coach', 'secretary'], unknown: ['Umpire'] },
    })
    expect(read({ roles: 'Coach, Umpire, Scorer' })).toMatchObject({
      person: { roles: ['coach'] },
      notes: [
        { field: 'roles', message: 'We do not know the role “Umpire”, “Scorer”. It is left out.' },
      ],
    })
    expect(read({ roles: 'Coach' }).notes).toEqual([])
    expect(read({ roles: 'n/a' })).toMatchObject({ person: { roles: [] }, notes: [] })
  })

  test('has papers with the days that stand on them, up to today', () => {
    const paper = (issued: string, expires = '') =>
      read({ first_aid_issued: issued, first_aid_expires: expires })
    expect(paper('25/11/2026', '25/11/2026').person?.credentials).toEqual([
      { kind: 'first_aid', issuedOn: '2026-11-25', expiresOn: '2026-11-25' },
    ])
    const wrong = (issued: string, expires?: string) =>
      paper(issued, expires).problems.map(({ field, message }) => `${field}: ${message}`)
    expect(wrong('26/11/2026')).toEqual(['first_aid_issued: 26 November 2026 has not come yet.'])
    expect(wrong('2/2/2026', '1/2/2026')).toEqual([
      'first_aid_expires: It ends on 1 February 2026, before it begins.',
    ])
    expect(wrong('soon')).toEqual(['first_aid_issued: “soon” is not a date that we can read.'])
    expect(paper('-', '-')).toMatchObject({ person: { credentials: [] }, notes: [] })
    expect(paper('', '1/2/2027')).toMatchObject({
      person: { credentials: [] },
      notes: [{ field: 'first_aid_issued', message: /is missing, so that its end is left out\.$/ }],
    })
  })

  test('puts the words of several columns together, and what was typed before them', () => {
    const columns = ['name', '', 'teams', 'teams', 'email']
    expect(textsOf(['Jo', 'x', 'A', ' B ', ''], columns, null)).toEqual({
      ...{ name: 'Jo', teams: 'A, B' },
    })
    expect(textsOf(['Jo', 'x', 'A', '', 'a'], columns, { teams: 'C' })).toEqual({
      ...{ name: 'Jo', teams: 'C', email: 'a' },
    })
    expect(textsOf([], columns, null)).toEqual({})
  })

  test('is about a person by name and address, in whatever letters the name is', () => {
    expect(personKey({ name: 'JO Penrose', email: 'jo@example.org' })).toBe(
      personKey({ name: 'jo penrose', email: 'jo@example.org' }),
    )
    expect(personKey({ name: 'Jo', email: 'a@b.test' })).not.toBe(
      personKey({ name: 'Jo', email: 'c@b.test' }),
    )
  })

  const nobody: Beside = {
    ...{ before: [], there: null, leftAt: null, notCleared: false, sameEmail: [], sameName: [] },
  }
  const there: OnRegister = {
    ...{ name: 'Jo Penrose', email: 'jo@example.org', teams: 'A', tags: '' },
    ...{ coachesUnder18sOnline: true, roles: ['coach'] },
    credentials: [{ kind: 'first_aid', issuedOn: '2025-01-01' }],
  }
  const judged = (differs: TypedRow, beside: Partial<Beside> = {}) =>
    judgeRow(read(differs), { ...nobody, ...beside })

  test('with a problem is none to write, and says what it noted all the same', () => {
    expect(judged({ name: 'Penrose, Jo', email: 'x' })).toEqual({
      ...{ state: 'problem', plan: null },
      problems: [{ field: 'email', message: '“x” is not an e-mail address.' }],
      notes: [{ field: 'name', message: '“Penrose, Jo” is read as “Jo Penrose”.' }],
    })
  })

  test('after one of the same person is left out, or to be looked at', () => {
    const { person } = read({ teams: 'A' })
    const before = person ? [{ number: 7, person }] : []
    expect(judged({ teams: 'A', roles: 'Umpire' }, { before })).toEqual({
      ...{ state: 'left_out', plan: null, problems: [] },
      notes: [
        { field: 'roles', message: 'We do not know the role “Umpire”. It is left out.' },
        { field: null, message: 'It says the same as row 7.' },
      ],
    })
    const other = 'Row 7 is the same person with other details. Leave one out.'
    expect(judged({ teams: 'B' }, { before })).toEqual({
      ...{ state: 'problem', plan: null, notes: [] },
      problems: [{ field: 'name', message: other }],
    })
  })

  test('of somebody on the register says exactly what it changes', () => {
    expect(judged({ teams: 'A', roles: 'Coach' }, { there })).toEqual({
      ...{ state: 'ready', plan: 'same', problems: [], notes: [] },
    })
    const changed = { teams: 'B', online: 'no', roles: 'Secretary', first_aid_issued: '2/1/2025' }
    const all =
      'teams, whether they coach under-18s online, roles, which they are asked about, first aid'
    expect(judged(changed, { there })).toEqual({
      ...{ state: 'ready', plan: 'change', problems: [] },
      notes: [{ field: null, message: `On your list already. This changes: ${all}.` }],
    })
    expect(judged({ online: 'no' }, { there }).notes[0]?.message).toMatch(/ whether they coach /)
  })

  test('of somebody new is put on the list, and says what to look at', () => {
    expect(judged({})).toEqual({ state: 'ready', plan: 'add', problems: [], notes: [] })
    const beside = {
      leftAt: new Date('2026-01-02T10:00:00Z'),
      sameEmail: ['Al'],
      sameName: ['a@b.test'],
    }
    const { plan, problems: none, notes } = judged({}, beside)
    expect([plan, none]).toEqual(['add', []])
    expect(notes.map(({ field }) => field)).toEqual(['name', 'email', 'name'])
    expect(notes.map(({ message }) => message)).toEqual([
      'They left the club on 2 January 2026. This puts them on the list anew.',
      'Al on your list has this address too. That is right where they share it.',
      expect.stringMatching(
        /^Your list has 1 person of this name with another address: a@b\.test\./,
      ),
    ])
  })

  test('sets what it says, and nothing else; an old file takes nothing back', () => {
    const of = (differs: TypedRow) => read(differs).person
    const changes = (differs: TypedRow) => {
      const person = of(differs)
      return person && changeOf(person, there)
    }
    expect(changes({})).toEqual({})
    expect(changes({ teams: 'A', online: 'yes' })).toEqual({})
    expect(changes({ teams: 'B' })).toEqual({ teams: 'B' })
    expect(changes({ online: 'no' })).toEqual({ coachesUnder18sOnline: false })
    const roles = of({ roles: 'Coach, Secretary' })
    expect(roles && newRoles(roles, there)).toEqual(['secretary'])
    const newer = (differs: TypedRow) => {
      const person = of(differs)
      return person && newerCredentials(person, there).map(({ issuedOn }) => issuedOn)
    }
    expect(newer({ first_aid_issued: '2/1/2025' })).toEqual(['2025-01-02'])
    expect(newer({ first_aid_issued: '1/1/2025' })).toEqual([])
    expect(newer({ first_aid_issued: '31/12/2024' })).toEqual([])
    expect(newer({ insurance_issued: '31/12/2024' })).toEqual(['2024-12-31'])
    const person = of({ first_aid_issued: '31/12/2024' })
    const asked = { credentials: [{ kind: 'first_aid' as const, issuedOn: null }] }
    expect(person && newerCredentials(person, asked)).toHaveLength(1)
  })

  test('coaches by its roles, and where none is known', () => {
    expect(coachesBy([])).toBe(true)
    expect(coachesBy(['secretary', 'assistant_coach'])).toBe(true)
    expect(coachesBy(['secretary', 'chair'])).toBe(false)
  })
})
