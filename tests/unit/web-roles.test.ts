import { describe, expect, test } from 'vitest'
import { sourceFiles, type SourceFile } from '../support/source-files'

/** What a page, a form or an address of the web server can come to, by imports. */
const files = new Map(sourceFiles().map((file) => [file.path, file]))
const named = (path: string) =>
  files.get(path) ?? files.get(`${path}.ts`) ?? files.get(`${path}.tsx`)

function reachedFrom(start: SourceFile[]): SourceFile[] {
  const found = new Set(start)
  for (const file of found) {
    for (const { to, typeOnly } of file.imports) {
      const next = typeOnly ? undefined : named(to)
      if (next) found.add(next)
    }
  }
  return [...found]
}

const reached = reachedFrom(
  [...files.values()].filter(({ path }) => /^(app\/|proxy\.ts)/.test(path)),
)

describe('a web server is given no role that acts for everybody', () => {
  test('and comes to the pools, so that this looks at something', () => {
    expect(reached.map(({ path }) => path)).toContain('lib/database/pools.ts')
    expect(reached.some(({ text }) => text.includes('edgePool()'))).toBe(true)
  })

  test('and needs none', () => {
    const using = reached.filter(
      ({ path, text }) =>
        path !== 'lib/database/pools.ts' && /\b(system|sequencer)Pool\b/.test(text),
    )
    expect(using.map(({ path }) => path)).toEqual([])
  })
})
