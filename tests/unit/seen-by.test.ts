import { describe, expect, test } from 'vitest'
import { sourceFiles } from '../support/source-files'

const rooms = /^app\/\[organisation\]\/(coaches|sign-offs|statements|kept)\//
const asks = /<(Field|Choices|Select|DayFields|FileField)\b/
const says = /<SeenBy who=|officers see this/

/** Fields that another file puts into its form, which says it. */
const inForms = new Map([
  ['app/[organisation]/coaches/coach-fields.tsx', 'app/[organisation]/coaches/new/page.tsx'],
  [
    'app/[organisation]/coaches/[coachId]/credentials/new/credential-fields.tsx',
    'app/[organisation]/coaches/[coachId]/credentials/new/page.tsx',
  ],
])

const all = sourceFiles()

describe('who sees it stands on each form about people', () => {
  const forms = all.filter(({ path, text }) => rooms.test(path) && asks.test(text))

  test('and there are such forms', () => {
    expect(forms.length).toBeGreaterThan(15)
  })

  test.each(forms.map(({ path, text }) => ({ path, text })))('$path', ({ path, text }) => {
    const form = inForms.get(path)
    const said = form ? (all.find((file) => file.path === form)?.text ?? '') : text
    expect(said).toMatch(says)
  })
})
