import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isJsonObject, type Json, type JsonObject } from '#lib/core/canonical-json'
import { zoomEvent } from '#lib/zoom/webhook-event'
import { withValues } from '../support/control-bodies'
import { hasShared, sharedFiles, sharedText } from '../support/shared'

const example: JsonObject = {
  event: 'meeting.updated',
  event_ts: 1_764_061_200_000,
  payload: {
    account_id: 'account-1',
    operator: 'jo@example.org',
    operator_id: 'user-2',
    object: { id: '977 6364 3886', host_id: 'user-1', topic: 'Under 12s', type: 8, duration: 60 },
  },
}

const recorded: JsonObject[] = (hasShared ? sharedFiles('zoom/fixtures') : [])
  .filter((path) => /\/webhooks\/[^/]+\.json$/.test(path))
  .map((path): JsonObject => JSON.parse(sharedText(path)))

const bodies = fc.constantFrom(example, ...recorded)

const pathsOf = (body: JsonObject): string[] =>
  Object.entries(body).flatMap(([key, inside]) => [
    key,
    ...(isJsonObject(inside) ? pathsOf(inside).map((path) => `${key}.${path}`) : []),
  ])

const strange = fc.oneof(
  fc.constantFrom<Json | undefined>(
    ...[undefined, null, true, 0, -1, 1e21, 0.5, '', ' ', [], [[]], {}, '\u0000', 'é'.repeat(9999)],
    ...['9'.repeat(40), 'a b@c', '../../x', 1_764_061_200, '1764061200000', '2026-11-25T09:00:00Z'],
  ),
  fc.jsonValue().map((each): Json => JSON.parse(JSON.stringify(each))),
)

const changed = bodies.chain((body) => {
  const paths = pathsOf(body)
  const change = fc.tuple(fc.constantFrom(...paths), strange)
  return fc
    .array(change, { maxLength: 6 })
    .map((changes) => changes.reduce((copy, [path, to]) => withValues(copy, { [path]: to }), body))
})

describe('an event in which anything was changed to something strange, or taken out', () => {
  test('is none, or one whose ids and times can be somebody’s', () => {
    let events = 0
    fc.assert(
      fc.property(changed, (body) => {
        const event = zoomEvent(body)
        if (!event) return
        events += 1
        expect(event.event).toMatch(/^[a-z_.]{1,100}$/)
        for (const id of [event.accountId, event.userId, event.operatorId]) {
          if (id !== null) expect(id).toMatch(/^[^\p{Cc}]{1,200}$/u)
        }
        expect(event.meetingId ?? '0').toMatch(/^\d{1,20}$/)
        expect(event.topic ?? 'x').toMatch(/^[^\p{Cc}]{1,300}$/u)
        const { starts_at, ended_at, posted_at, platform } = event.facts
        for (const at of [event.eventAt, starts_at, ended_at, posted_at]) {
          if (at) expect(at.getUTCFullYear()).toBeGreaterThan(1999)
        }
        expect(platform ?? 'x').toMatch(/^[\p{L}\d_-]{1,30}$/u)
      }),
      { numRuns: 2_000 },
    )
    expect(events).toBeGreaterThan(500)
  })

  test('whose time is in seconds has no time that we know', () => {
    expect(zoomEvent(example)?.eventAt).toEqual(new Date('2025-11-25T09:00:00Z'))
    expect(zoomEvent({ ...example, event_ts: 1_764_061_200 })?.eventAt).toBeNull()
  })
})
