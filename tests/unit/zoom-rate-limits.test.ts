import { describe, expect, test } from 'vitest'
import {
  paceOf,
  rateLabelOf,
  rateLimits,
  type RateLabel,
  type RatePlan,
} from '#lib/zoom/rate-limits'
import { hasShared, sharedText } from '../support/shared'

const labels: Record<string, RateLabel> = {
  LIGHT: 'Light',
  MEDIUM: 'Medium',
  HEAVY: 'Heavy',
  'RESOURCE-INTENSIVE': 'Resource-intensive',
}

describe.skipIf(!hasShared)('the class of a request', () => {
  const rows = (hasShared ? sharedText('zoom/endpoints.csv') : '')
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [method, path, , label] = line.split(',')
      return path && label ? [[path, label, method] as const] : []
    })
    // Registering somebody is light, and nothing that we do; asking who registered is not.
    .filter(([path, , method]) => !(method === 'POST' && path.endsWith('/registrants')))

  test('there are endpoints to compare with', () => expect(rows.length).toBeGreaterThan(40))

  test.each(rows)('%s is %s (%s)', (path, label) => {
    expect(rateLabelOf(path.replaceAll(/\{\w+\}/g, 'x7'))).toBe(labels[label])
  })
})

describe.skipIf(!hasShared)('the limits of each plan are those of Zoom’s table', () => {
  const plans: RatePlan[] = ['free', 'pro', 'business']
  const facts = hasShared ? sharedText('zoom/FACTS.md') : ''
  const tableRow = /^\| (Light|Medium|Heavy|Resource-intensive) \|(.+)\|$/gm
  const cells = [...facts.matchAll(tableRow)].flatMap(([, label = '', row = '']) =>
    row
      .split('|')
      .map((cell, column) => ({ plan: plans[column], label: label as RateLabel, cell })),
  )
  const aDay = (cell: string) => /([\d,]+)\/day/.exec(cell)?.[1]?.replaceAll(',', '')
  const shared = /share ([\d,]+)\/day \(Pro\), ([\d,]+)\/day \(Business\+\)/.exec(facts)

  test('there is a table to compare with', () => {
    expect(cells).toHaveLength(12)
    expect(shared).not.toBeNull()
  })

  test.each(cells)('$plan, $label: $cell', ({ plan, label, cell }) => {
    const [, requests = '', unit = ''] = /(\d+)\/(s|min)/.exec(cell) ?? []
    const { a_second, a_day } = rateLimits[plan ?? 'free'][label]
    expect(a_second).toBeCloseTo(Number(requests) / (unit === 'min' ? 60 : 1))
    // What the two heaviest share of a day (the star) is halved between them.
    const ofBoth = shared?.[plan === 'business' ? 2 : 1]?.replaceAll(',', '')
    const daily = cell.includes('*') ? Number(ofBoth) / 2 : Number(aDay(cell) ?? NaN)
    expect(a_day ?? NaN).toBe(daily)
  })
})

describe('the pace of a share', () => {
  const all = Object.entries(rateLimits).flatMap(([plan, of]) =>
    Object.keys(of).map((label) => [plan as RatePlan, label as RateLabel] as const),
  )

  test.each(all)('of a quarter never fills a second: %s, %s', (plan, label) => {
    const { a_second, a_day } = rateLimits[plan][label]
    const pace = paceOf(plan, label, 0.25)
    expect(1000 / pace.gap_ms).toBeCloseTo(a_second / 4)
    // What a second can hold: the burst, and what is added while it lasts.
    const inOneSecond = pace.burst + Math.floor(1000 / pace.gap_ms)
    expect(inOneSecond).toBeLessThanOrEqual(Math.max(1, a_second))
    expect(pace.a_day).toBe(a_day === null ? null : a_day / 4)
  })

  test('a free account: one light request a second, one other in two', () => {
    expect(paceOf('free', 'Light', 0.25)).toEqual({ gap_ms: 1000, burst: 1, a_day: 1500 })
    expect(paceOf('free', 'Medium', 0.25)).toEqual({ gap_ms: 2000, burst: 1, a_day: 500 })
  })
})
