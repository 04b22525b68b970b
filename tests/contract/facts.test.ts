import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { hasShared, sharedText } from '../support/shared'

const page = readFileSync(new URL('facts.md', import.meta.url), 'utf8')
const tests = new URL('../', import.meta.url).pathname

type Row = {
  section: string
  fact: string
  held: readonly { file: string; name: string }[]
  why: string
}

const rows: Row[] = page.split('\n').flatMap((line) => {
  const [, section = '', fact = '', by = ''] = line.split('|').map((cell) => cell.trim())
  if (!/^\d+(\.\d+)?$/.test(section)) return []
  const why = by.startsWith('none. ') ? by.slice('none. '.length) : ''
  const held = [...by.matchAll(/`([^`]+)`: ((?:(?!; `).)+)/g)].map(([, file = '', name = '']) => ({
    file,
    name,
  }))
  return [{ section, fact, held, why }]
})

const textOf = (file: string) =>
  existsSync(tests + file) ? readFileSync(tests + file, 'utf8') : ''

describe('the list of what really happens at Zoom', () => {
  test('is gone through in every section', () => {
    expect(rows.length).toBeGreaterThan(100)
    const sections = new Set(rows.map(({ section }) => section))
    const tenFacts = Array.from({ length: 10 }, (_, index) => `0.${index + 1}`)
    expect(
      [...tenFacts, '1', '2', '3', '4', '5', '7', '8'].filter((each) => !sections.has(each)),
    ).toEqual([])
    expect(new Set(rows.map(({ fact }) => fact)).size).toBe(rows.length)
  })

  test.skipIf(!hasShared)('is the one that was gone through', () => {
    const now = createHash('sha256').update(sharedText('zoom/FACTS.md')).digest('hex')
    expect(page).toContain(`Gone through: \`${now}\``)
  })

  test('has for each fact a test that is there, or a reason why it has none', () => {
    const wrong = rows.flatMap(({ fact, held, why }) => {
      if (held.length === 0) return why.length < 15 ? [`${fact}: neither a test nor a reason`] : []
      // As it stands in the file: between quotes, and no part of another name.
      const missing = held.filter(({ file, name }) => {
        const text = textOf(file)
        return !["'", '`'].some((quote) => text.includes(`${quote}${name}${quote}`))
      })
      return missing.map(({ file, name }) => `${fact}: ${file} has no “${name}”`)
    })
    expect(wrong).toEqual([])
  })
})

test('no rule for children rests on a setting that was seen to lie', () => {
  const lying = /recording_disclaimer|ask_host_to_confirm|consent_disclaimer/
  const folder = new URL('../../lib/core/controls/', import.meta.url)
  const rules = readdirSync(folder)
  expect(rules.length).toBeGreaterThan(20)
  const resting = rules.filter((file) => lying.test(readFileSync(new URL(file, folder), 'utf8')))
  expect(resting).toEqual([])
})
