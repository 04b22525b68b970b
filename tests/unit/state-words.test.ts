import { describe, expect, it } from 'vitest'
import { stateWords } from '#lib/guide/state-words'
import { sourceFiles } from '../support/source-files'

const sources = sourceFiles()
const textOf = (path: string) => sources.find((file) => file.path === path)?.text ?? ''
const explained = stateWords.flatMap(({ words }) => words)

/** `2 meetings not sorted` and `${counted(…)} not sorted` both end in ` not sorted`. */
const ending = (words: string) =>
  words.replace(/^.*\}/s, '').replace(/^\d+ (coaches|meetings)?/, '')

/** What the states of coaches, sessions and clubs, and the faces of rules, are called in the code. */
const wordsOfStates = [
  ...['coach', 'session', 'club'].flatMap((kind) => [
    ...textOf(`lib/core/${kind}-status.ts`).matchAll(/words: [^\n]*=> ['`](.+)['`],/g),
  ]),
  ...[...textOf('app/components/status-tag.tsx').matchAll(/\bword: '(.+?)',/g)],
]
  .map(([, words = '']) => words)
  // No page has it yet.
  .filter((words) => words !== 'Due soon')

/** Labels that pages write themselves, of what is to be done: the to-do list, home, a finding. */
const labels = sources
  .filter(({ path }) =>
    /^app\/\[organisation\]\/(to-do|home\/|findings\/\[|advice-tag|finding-list)/.test(path),
  )
  .flatMap(({ text }) => [
    ...text.matchAll(/<StatusTag[^>]*>([A-Z][^<{]*)<\/StatusTag>/g),
    ...text.matchAll(/\btag: '(.+?)',/g),
  ])
  .map(([, words = '']) => words)
  // It says what it is.
  .filter((words) => words !== 'The last check could not see it')

describe('the words for how something stands', () => {
  it('are found at all', () => {
    expect(wordsOfStates.length).toBeGreaterThan(25)
    expect(labels.length).toBeGreaterThan(8)
  })

  it.each([...new Set([...wordsOfStates, ...labels])])('“%s” is explained in the help', (words) => {
    expect(explained.map(ending)).toContain(ending(words))
  })

  it.each(explained)('“%s” is said somewhere', (words) => {
    const shown = sources.filter(
      ({ path }) => /^(app|lib\/core)\//.test(path) && !path.startsWith('app/help/'),
    )
    const said = shown.some(({ text }) => text.includes(ending(words)))
    expect(said).toBe(true)
  })

  it('are each explained once', () => {
    expect(new Set(explained).size).toBe(explained.length)
    expect(explained).not.toContain('Due soon')
  })
})
