import { readdirSync, readFileSync } from 'node:fs'
import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { PathnameContext } from 'next/dist/shared/lib/hooks-client-context.shared-runtime'
import { describe, expect, it } from 'vitest'
import type { Face } from '#lib/core/status'
import { Button } from '../../app/components/button'
import { Meter } from '../../app/components/meter'
import { Page } from '../../app/components/page-layout'
import { Pagination } from '../../app/components/pagination'
import { Progress } from '../../app/components/progress'
import { Proof } from '../../app/components/proof'
import { StatusTag } from '../../app/components/status-tag'
import { Table } from '../../app/components/table'
import { Tabs } from '../../app/components/tabs'

const html = (node: ReactNode) => renderToStaticMarkup(node)
const root = new URL('../..', import.meta.url).pathname
const now = new Date('2026-11-24T14:00:00Z')

const words: Record<Face, string> = {
  met: 'Met',
  not_met: 'Not met',
  could_not_check: 'Could not check',
  stated: 'Stated',
  out_of_date: 'Out of date',
  not_checked: 'Not checked yet',
  due_soon: 'Due soon',
  accepted: 'Risk accepted',
  not_applicable: 'Does not apply',
}
const faces: Face[] = [
  'met',
  'not_met',
  'could_not_check',
  'stated',
  'out_of_date',
  'not_checked',
  'due_soon',
  'accepted',
  'not_applicable',
]
const unknown: Face[] = ['could_not_check', 'out_of_date', 'not_checked']

describe('a status', () => {
  it.each(faces)('%s is said in a word and an icon before any colour', (status) => {
    const tag = html(createElement(StatusTag, { status }))
    expect(tag).toContain('<svg')
    expect(tag).toContain('aria-hidden="true"')
    expect(tag).toContain(`>${words[status]}</span>`)
  })

  it('that is not known is violet and hatched, and never green; others are not hatched', () => {
    for (const status of faces) {
      const tag = html(createElement(StatusTag, { status }))
      expect(tag.includes('hatch') && tag.includes('text-unknown')).toBe(unknown.includes(status))
      expect(tag.includes('text-met')).toBe(status === 'met')
    }
  })
})

describe('colours', () => {
  const css = readFileSync(`${root}app/globals.css`, 'utf8')
  const tokens = new Map(
    Array.from(css.matchAll(/--color-([a-z-]+): #([0-9a-f]{3,6});/g), ([, name, hex]) => [
      name ?? '',
      hex?.length === 3 ? hex.replace(/./g, '$&$&') : (hex ?? ''),
    ]),
  )
  const luminance = (name: string) => {
    const channels = (tokens.get(name)?.match(/../g) ?? []).map((pair) => {
      const part = Number.parseInt(pair, 16) / 255
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * (channels[0] ?? 0) + 0.7152 * (channels[1] ?? 0) + 0.0722 * (channels[2] ?? 0)
  }
  const contrast = (one: string, other: string) => {
    const [light = 0, dark = 0] = [luminance(one), luminance(other)].toSorted((a, b) => b - a)
    return (light + 0.05) / (dark + 0.05)
  }

  it.each([
    ['ink', 'paper'],
    ['ink-soft', 'paper'],
    ['ink-soft', 'chalk'],
    ['pitch', 'paper'],
    ['pitch', 'pitch-tint'],
    ['chalk', 'pitch'],
    ['chalk', 'pitch-deep'],
    ['ink', 'flag'],
    ['met', 'met-bg'],
    ['not', 'not-bg'],
    ['not', 'chalk'],
    ['unknown', 'unknown-bg'],
    ['unknown', 'unknown-hatch'],
    ['soon', 'soon-bg'],
    ['na', 'na-bg'],
  ])('%s can be read on %s', (text, ground) => {
    expect(tokens.has(text) && tokens.has(ground)).toBe(true)
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5)
  })

  it.each([
    ['line-strong', 'chalk'],
    ['ink', 'chalk'],
    ['not', 'chalk'],
  ])('an edge of %s can be seen on %s', (edge, ground) => {
    expect(contrast(edge, ground)).toBeGreaterThanOrEqual(3)
  })
})

describe('pages obey their own content policy', () => {
  it('has no inline style or script anywhere in app', () => {
    const files = readdirSync(`${root}app`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx'))
      .map((file) => `app/${file}`)
    expect(files.length).toBeGreaterThan(20)
    expect(
      files.filter((file) =>
        /style=\{|<style|dangerouslySetInnerHTML|<script>/.test(readFileSync(root + file, 'utf8')),
      ),
    ).toEqual([])
  })
})

describe('a button', () => {
  it('that may not be used stays, can be reached, and says why', () => {
    const refused = html(Button({ refusal: 'A check is running.', children: 'Check again' }))
    expect(refused).toContain('aria-disabled="true"')
    expect(refused).toContain('type="button"')
    expect(refused).not.toMatch(/ disabled/)
    expect(refused).toContain('A check is running.')
  })

  it('sends its form otherwise', () => {
    expect(html(Button({ children: 'Send' }))).toContain('type="submit"')
  })
})

describe('how a thing is known', () => {
  it('says when it was checked, for people and for machines', () => {
    const proof = html(createElement(Proof, { at: new Date('2026-11-24T13:54:00Z'), now }))
    expect(proof).toContain('Checked in Zoom <time dateTime="2026-11-24T13:54:00.000Z"')
    expect(proof).toContain('>6 minutes ago</time>')
  })

  it('never says that what nobody looked at was checked', () => {
    const proof = html(createElement(Proof, { at: null, now }))
    expect(proof).toContain('Not looked at yet')
    expect(proof).not.toContain('Checked')
  })

  it('keeps what was stated apart from what was checked', () => {
    const at = new Date('2026-05-04T10:00:00Z')
    const proof = html(createElement(Proof, { kind: 'stated', by: 'Jo', at, now, as: 'date' }))
    expect(proof).toContain('Jo stated this on <time')
    expect(proof).toContain('4 May 2026')
    expect(proof).not.toContain('Checked')
  })
})

describe('a table', () => {
  const table = html(
    Table({
      caption: 'Clubs',
      columns: [
        { heading: 'Club', cell: (club: { name: string; coaches: number }) => club.name },
        { heading: 'Coaches', numeric: true, cell: ({ coaches }) => coaches },
      ],
      items: [
        { name: 'Hartley', coaches: 15 },
        { name: 'Elmfield', coaches: 6 },
      ],
      itemKey: ({ name }) => name,
    }),
  )

  it('names its rows and carries each heading into its cells, for a phone', () => {
    expect(table.match(/role="rowheader"/g)).toHaveLength(2)
    expect(table.match(/>Coaches: ?<\/span>/g)).toHaveLength(2)
  })

  it('stays a table when its cells are laid out as blocks', () => {
    for (const role of ['table', 'row', 'columnheader', 'cell']) {
      expect(table).toContain(`role="${role}"`)
    }
  })
})

describe('a meter', () => {
  const meter = (met: number, not: number, dark: number) =>
    html(
      createElement(Meter, {
        label: 'All',
        shares: [
          { status: 'met', count: met },
          { status: 'not_met', count: not },
          { status: 'could_not_check', count: dark },
        ],
      }),
    )

  it('gives each part its share', () => {
    const widths = Array.from(meter(12, 2, 1).matchAll(/width="([\d.]+)%" height="22" class/g))
    expect(widths.map(([, width]) => width).slice(-2)).toEqual(['80.00', '13.33'])
    expect(meter(12, 2, 1)).toMatch(/width="6\.67%" height="22" fill="url\(#/)
  })

  it('shows no green where nothing is known, and none where there is nothing', () => {
    expect(meter(0, 0, 4)).not.toContain('fill-met')
    expect(meter(0, 0, 0)).not.toContain('fill-met')
  })
})

describe('long work', () => {
  it('can be watched without JavaScript, and left', () => {
    const progress = html(
      createElement(Progress, { label: 'Checking', done: 3, total: 9, lookAgain: '/x' }),
    )
    expect(progress).toMatch(/<progress[^>]* value="3" max="9"/)
    expect(progress).toContain('href="/x"')
    expect(progress).toContain('You can leave this page')
  })

  it('shows no figure that it does not know', () => {
    const progress = html(createElement(Progress, { label: 'Checking', done: 0, lookAgain: '/x' }))
    expect(progress).not.toMatch(/<progress[^>]* value=/)
  })
})

describe('every page', () => {
  const signedOut = html(Page({ children: 'Words' }))
  const signedIn = html(
    Page({
      who: { label: 'Sam', href: '/me/details' },
      tabs: [{ label: 'Home', href: '/a' }],
      children: 'Words',
    }),
  )

  it.each([signedOut, signedIn])('starts with a way past the header', (page) => {
    expect(page.indexOf('href="#main"')).toBe(page.indexOf('href='))
    expect(page.match(/<main/g)).toHaveLength(1)
  })

  it.each([signedOut, signedIn])('has help and the guide in the same place: the foot', (page) => {
    const foot = page.slice(page.indexOf('</main>'))
    const links = Array.from(foot.matchAll(/href="([^"]+)"/g), ([, href]) => href)
    expect(links.slice(0, 4)).toEqual(['/help', '/attacked', '/who-sees-what', '/complaints'])
  })

  it.each([
    ['/a', { Home: 'page' }],
    ['/a/coaches', { Coaches: 'page' }],
    ['/a/coaches/1', { Coaches: 'true' }],
    ['/a/findings/1', {}],
    ['/a/coaches-of-old', {}],
    ['/a/sign-offs', { Policies: 'true' }],
    ['/a/sign-offs/1', { Policies: 'true' }],
    ['/a/sign-offs-of-old', {}],
  ])('at %s says which tab is open', (path, open) => {
    const tabs = [
      { label: 'Home', href: '/a', whole: true },
      { label: 'Coaches', href: '/a/coaches' },
      { label: 'Policies', href: '/a/policies', also: ['/a/sign-offs'] },
    ]
    const nav = html(createElement(PathnameContext, { value: path }, createElement(Tabs, { tabs })))
    const found = nav.matchAll(/aria-current="(\w+)"[^>]*>(\w+)</g)
    expect(Object.fromEntries(Array.from(found, ([, how, label]) => [label, how]))).toEqual(open)
  })
})

describe('pages of a list', () => {
  it('offers only what is there', () => {
    expect(html(createElement(Pagination, {}))).toBe('')
    expect(html(createElement(Pagination, { next: '/n' }))).not.toContain('Previous')
  })
})
