import { describe, expect, test } from 'vitest'
import { controlIds } from '#lib/core/results'
import { planMark } from '#lib/core/mends/plan-mark'
import { backwards, fixableControls, type MendChange } from '#lib/core/mends/plan-mend'
import { mendPatience_ms, mendStates, putBackUntil } from '#lib/core/mends/states'
import { mendWords, readBackWords } from '#lib/core/mends/words'

const change: MendChange = {
  ...{ path: 'in_meeting.chat', name: 'Chat', before: true, after: false },
  ...{ from: 'On', to: 'Off' },
}

describe('a change that was made', () => {
  const refusals = [null, 'not_granted', 'not_connected', 'not_found', 'not_readable', 'zoom_down']

  test('is said in its own words in each state, also of one that was put back', () => {
    const said = mendStates.flatMap((state) =>
      [null, 'another'].map((undoes) => ({ state, undoes, refusal: null })),
    )
    const refused = refusals.map((refusal) => ({
      state: 'refused' as const,
      undoes: null,
      refusal,
    }))
    expect([...said, ...refused].map((mend) => [mend, mendWords(mend)])).toMatchSnapshot()
  })

  test('is read back as what it is now, what it was, or as neither', () => {
    const read = [false, true, null, undefined, 'other'].map((now) => readBackWords(change, now))
    expect(read).toEqual(['Off', 'On', 'Zoom does not say', 'Zoom does not say', 'Something else'])
  })

  test('can be put back for a day, where it was proved and is none that puts back', () => {
    const settledAt = new Date('2026-11-25T10:00:00Z')
    const until = new Date('2026-11-26T10:00:00Z')
    for (const state of mendStates) {
      const of = (undoes: string | null, at: Date | null) =>
        putBackUntil({ state, undoes, settledAt: at })
      expect(of(null, settledAt)).toEqual(state === 'proved' ? until : null)
      expect(of('another', settledAt)).toBeNull()
      expect(of(null, null)).toBeNull()
    }
  })

  test('goes back to exactly what it was', () => {
    expect(backwards(change)).toEqual({
      ...{ path: 'in_meeting.chat', name: 'Chat', before: false, after: true },
      ...{ from: 'Off', to: 'On' },
    })
    expect(backwards(backwards(change))).toEqual(change)
  })

  test('is begun within a quarter of an hour or not at all', () => {
    expect(mendPatience_ms).toBe(900_000)
  })
})

describe('what was shown', () => {
  test('has a mark of its own: of where, from what and to what, and of which time', () => {
    const marks = [
      planMark({ changes: [change], time: null }),
      planMark({ changes: [{ ...change, path: 'in_meeting.whiteboard' }], time: null }),
      planMark({ changes: [{ ...change, before: false }], time: null }),
      planMark({ changes: [{ ...change, after: true }], time: null }),
      planMark({ changes: [], time: null }),
    ]
    expect(new Set(marks).size).toBe(marks.length)
    expect(planMark({ changes: [{ ...change, name: 'Other', to: 'x' }], time: null })).toBe(
      marks[0],
    )
  })

  test('is of those rules that a change in Zoom can mend, at each level', () => {
    for (const subject of ['user', 'meeting'] as const) {
      const ids = fixableControls(subject)
      expect(ids.length).toBeGreaterThan(3)
      expect(controlIds.filter((id) => ids.includes(id))).toEqual(ids)
    }
    expect(fixableControls('meeting')).not.toEqual(fixableControls('user'))
  })
})
