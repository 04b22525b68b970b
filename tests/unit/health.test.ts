import { expect, test } from 'vitest'
import { healthOf, zoomHeard } from '#lib/core/health'

const now = new Date('2026-11-24T12:00:00Z')
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000)
const well = {
  databaseAnswers: true,
  queueAnswers: true,
  workerSeenAt: ago(5),
  oldestDueAt: ago(30),
}

test('everything that answers in time is well', () => {
  expect(healthOf(well, now).ok).toBe(true)
  expect(healthOf({ ...well, oldestDueAt: null }, now).ok).toBe(true)
})

test.each([
  ['database', { databaseAnswers: false }, 'does not answer'],
  ['queue', { queueAnswers: false }, 'does not answer'],
  ['worker', { workerSeenAt: null }, 'never seen'],
  ['worker', { workerSeenAt: ago(61) }, 'silent'],
  ['due', { oldestDueAt: ago(16 * 60) }, 'late'],
  ['log', { log: { trouble: 'It is behind.', oldestPendingAt: null } }, 'stopped'],
  ['log', { log: { trouble: null, oldestPendingAt: ago(16 * 60) } }, 'late'],
] as const)('one part that is not well is named: %s', (part, fact, word) => {
  const health = healthOf({ ...well, ...fact }, now)
  expect(health.ok).toBe(false)
  expect(health[part]).toBe(word)
})

const days = 24 * 60 * 60

test.each([
  [null, 'never heard'],
  [ago(2 * days), 'ok'],
  [ago(3 * days), 'ok'],
  [ago(3 * days + 1), 'silent'],
] as const)('a subscription that died is named, and a quiet day is no fault: %s', (at, word) => {
  expect(zoomHeard(at, now)).toBe(word)
  expect(healthOf({ ...well, webhookSeenAt: at }, now)).toMatchObject({ ok: true, webhooks: word })
})
