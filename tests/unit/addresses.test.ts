import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import * as affiliationPaths from '#lib/core/affiliation-paths'
import * as logPaths from '#lib/core/log-paths'
import * as paths from '#lib/core/paths'
import * as rightsPaths from '#lib/core/rights-paths'

/** What takes more than texts stands in tests of its own. */
const takesMore = new Set(['mendAll', 'mendNew', 'statementNew'])

/** Links in old mails lead to them for years: one may come, and none may change. */
test('each address that stands in the file beside is still what it was', () => {
  const rooms = { paths, affiliationPaths, logPaths, rightsPaths }
  const made = Object.entries(rooms).flatMap(([room, addresses]) =>
    Object.entries(addresses).flatMap(([name, address]: [string, unknown]) => {
      if (typeof address !== 'function' || takesMore.has(name)) return []
      const given = ['a', 'b', 'c'].slice(0, address.length)
      const said: unknown = Reflect.apply(address, undefined, given)
      return [`${room}.${name}(${given.join(', ')}): ${String(said)}`]
    }),
  )
  const kept = readFileSync(new URL('addresses.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n')
  expect(kept.length).toBeGreaterThan(100)
  expect(kept.filter((line) => !made.includes(line))).toEqual([])
})
