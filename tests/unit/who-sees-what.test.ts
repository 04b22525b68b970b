import { describe, expect, test } from 'vitest'
import { mayRole, permissions, type Role } from '#lib/core/permissions'
import { sights } from '#lib/guide/who-sees-what'
import { sourceFiles } from '../support/source-files'

/** Who is meant by each column. Everybody acts in their own record, too: a coach is a person. */
const columns = {
  coach: ['coach', 'person'],
  club: ['welfare_officer', 'administrator'],
  body: ['safeguarding_lead'],
} as const satisfies Record<string, readonly Role[]>

const isNo = (cell: string) => /^(No\b|Nobody)/.test(cell)

describe('what the page says of who sees what', () => {
  const rows = sights.flatMap((sight) =>
    (['coach', 'club', 'body'] as const).map((column) => ({ sight, column })),
  )

  test.each(rows)('$sight.what, $column: is what the permissions say', ({ sight, column }) => {
    const { permission } = sight
    const may = permission !== null && mayRole(columns[column], permission)
    // A club knows how it stands by its own pages; the roll-up is what its body has of it.
    const own = column === 'club' && permission === 'roll_up.read'
    expect(isNo(sight[column])).toBe(!may && !own)
  })

  test('says no more of posts that nobody can hold', () => {
    expect(JSON.stringify(sights)).not.toMatch(/auditor/i)
  })
})

test('every permission lets somebody do something that there is', () => {
  const texts = sourceFiles()
    .filter(({ path }) => /^(app|lib)\//.test(path) && path !== 'lib/core/permissions.ts')
    .map(({ text }) => text)
    .join('\n')
  expect(Object.keys(permissions).filter((name) => !texts.includes(`'${name}'`))).toEqual([])
})
