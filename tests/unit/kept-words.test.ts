import { expect, test } from 'vitest'
import { acceptanceReason, decisionWhy } from '#lib/acceptances/acceptance-reason'
import { withoutUnseenInLines } from '#lib/core/unseen'
import { reasonText } from '#lib/zoom-hosts/reason-text'

// The database takes no NUL; the others turn words around, or hide in them.
const nul = String.fromCharCode(0)
const unseen = [nul, '\u202e', '\u200b', '\u0007', '\ufeff']

test.each(unseen)('what people write is kept without what cannot be seen (%j)', (mark) => {
  for (const kept of [acceptanceReason, decisionWhy, reasonText]) {
    expect(kept.parse(`Parents ${mark}send\r\nfiles${mark}`)).toBe('Parents  send\nfiles')
    expect(kept.safeParse(mark.repeat(20)).success).toBe(false)
  }
})

test('its lines stay lines, and its letters letters', () => {
  expect(withoutUnseenInLines('Zoë\r\n\r\nМия: “ok” 👍')).toBe('Zoë\n\nМия: “ok” 👍')
})
