import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { contacts, needsReview, oldestCheck, type Contact } from '#lib/guide/contacts'
import { emphasised } from '#lib/guide/emphasis'
import { offlinePage } from '#lib/guide/offline-page'
import { guideReview, guideSteps } from '#lib/guide/steps'
import AttackedPage from '../../app/attacked/page'

const clock = vi.hoisted(() => ({ now: new Date() }))
vi.mock('../../app/attacked/request-time', () => ({
  requestTime: () => Promise.resolve(clock.now),
}))

const rows: Contact[] = Object.values(contacts)
const root = new URL('../..', import.meta.url).pathname
const page = async () => renderToStaticMarkup(await AttackedPage())
const count = (text: string, part: string) => text.split(part).length - 1
const dayAfterCheck = (days: number) =>
  new Date(Date.parse('2026-11-24T12:00:00Z') + days * 86_400_000)

beforeEach(() => {
  clock.now = new Date()
})

describe('the guide says first what matters first', () => {
  it('keeps its order: stop, leave alone, police, tell, report, parents, write, support, mend', () => {
    expect(guideSteps.map(({ id }) => id)).toEqual([
      'stop',
      'leave',
      'police',
      'tell',
      'report',
      'parents',
      'write',
      'support',
      'mend',
    ])
  })

  it('shows the steps on the page in that order', async () => {
    const html = await page()
    const places = guideSteps.map(({ id }) => html.indexOf(`<li id="${id}"`))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  })

  it('starts with both ways to stop a session in Zoom', () => {
    expect(guideSteps[0]?.say.join(' ')).toMatch(
      /\*\*Suspend participant activities\*\*.*\*\*End meeting for all\*\*/,
    )
  })

  it('never makes a report wait for anyone', () => {
    const police = guideSteps.find(({ id }) => id === 'police')
    expect(police?.say.join(' ')).toContain('You need nobody’s permission to report.')
  })
})

describe('the guide does no harm', () => {
  const handling =
    /screenshot|photograph|\bfilm\b(?!\.)|\bsave\b|download|upload|attach|forward|send on/i

  it('asks nobody to keep, open, copy or send what was shown', () => {
    expect(guideSteps.flatMap(({ say }) => say).filter((text) => handling.test(text))).toEqual([])
  })

  it('speaks of such things only to say no', () => {
    const never = guideSteps.flatMap((step) => step.never ?? [])
    const spoken = never.filter((text) => handling.test(text))
    expect(spoken.length).toBeGreaterThanOrEqual(3)
    expect(spoken.filter((text) => !/do not|unticked and attach nothing/i.test(text))).toEqual([])
  })

  it('says to leave Zoom’s desktop screenshot unticked', async () => {
    expect(await page()).toMatch(/leave <\/span><b>Include desktop screenshot<\/b><span> unticked/)
  })

  it('offers no place to put a file or a word', async () => {
    expect(await page()).not.toMatch(/<(form|input|textarea|button)/)
    expect(offlinePage(clock.now)).not.toMatch(/<(form|input|textarea|button|script)/)
  })

  it('keeps the withdrawn helpline out of the whole product, however it is spaced', () => {
    const withdrawn = new RegExp(['0808', '800', '5002'].join(String.raw`[\s\-.()]*`))
    const files = ['app', 'lib', 'public', 'db', 'workers'].flatMap((folder) =>
      readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
        .map((file) => `${folder}/${file}`)
        .filter((file) => /\.(tsx?|js|css|json|sql|html|md|csv|svg)$/.test(file)),
    )
    expect(files.length).toBeGreaterThan(40)
    expect(files.filter((file) => withdrawn.test(readFileSync(root + file, 'utf8')))).toEqual([])
  })
})

describe('contacts are dated content with an owner', () => {
  it.each(rows)('$name says who owns it, where it is from and when it was checked', (row) => {
    expect(row.owner).not.toBe('')
    expect(row.source).not.toBe('')
    expect(row.checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/)
    expect(row.reviewAfter_days).toBeLessThanOrEqual(90)
    expect(Date.parse(row.checkedOn)).toBeLessThanOrEqual(Date.now())
  })

  it.each(rows.filter(({ href }) => href !== undefined))(
    '$name leads where it says that it leads',
    ({ href = '', value }) => {
      const plain = value.replaceAll(' ', '')
      expect([`tel:${plain}`, `mailto:${plain}`, `https://${plain}/`]).toContain(href)
    },
  )

  it('may stand for 90 days and not for 91', () => {
    expect(rows.filter((row) => needsReview(row, dayAfterCheck(90)))).toEqual([])
    expect(rows.filter((row) => !needsReview(row, dayAfterCheck(91)))).toEqual([])
  })

  it('says on the page which contacts are past review, today and on any day', async () => {
    for (const now of [new Date(), dayAfterCheck(0), dayAfterCheck(91)]) {
      clock.now = now
      const shown = guideSteps.flatMap((step) => step.contacts.map((id) => contacts[id]))
      const steps = (await page()).split('<aside')[0] ?? ''
      expect(count(steps, 'This needs looking at again')).toBe(
        shown.filter((row) => needsReview(row, now)).length,
      )
    }
  })

  it('shows every contact, and the day on which the oldest was checked', async () => {
    const html = await page()
    expect(rows.filter(({ name }) => !html.includes(name.replaceAll('&', '&amp;')))).toEqual([])
    expect(oldestCheck(rows)).toBe('2026-11-24')
    expect(html).toContain('compared with saved copies of public pages on 24 November 2026')
  })

  it('has an owner and a date for the order and the words, too', () => {
    expect(guideReview.owner).not.toBe('')
    expect(guideSteps.filter(({ source }) => source === '')).toEqual([])
  })
})

describe('the guide can be relied on where there is nothing else', () => {
  it('has no dead link within the product', async () => {
    const html = (await page()).replace(/<header[\s\S]*<\/header>/, '')
    const links = Array.from(html.matchAll(/href="(\/[^"#?]*)/g), ([, path]) => path ?? '')
    expect(links.length).toBeGreaterThan(3)
    const dead = links.filter(
      (path) =>
        !['page.tsx', 'route.ts'].some((file) => existsSync(`${root}app/${path.slice(1)}/${file}`)),
    )
    expect(dead).toEqual([])
  })

  it('is whole as one file, which fetches nothing', () => {
    const file = offlinePage(clock.now)
    for (const { title } of guideSteps) expect(file).toContain(title)
    for (const { value } of rows) expect(file).toContain(value.replaceAll('"', '&quot;'))
    expect(file).not.toMatch(/\ssrc=|<link|url\(|@import/)
  })

  it('says in the file when it was saved, and what is past review by then', () => {
    expect(offlinePage(dayAfterCheck(3))).toContain('Saved on 27 November 2026')
    expect(count(offlinePage(dayAfterCheck(91)), 'This needs looking at again')).toBeGreaterThan(
      rows.length - 1,
    )
  })

  it('keeps only the guide on a device: the worker is registered for that page alone', () => {
    const script = readFileSync(`${root}public/guide-register.js`, 'utf8')
    expect(script).toContain("register('/guide-sw.js', { scope: '/attacked' })")
  })
})

describe('words on buttons', () => {
  it('are parted from the rest, and nothing is lost', () => {
    expect(emphasised('Press **End**, then **All**.')).toEqual([
      { text: 'Press ', strong: false },
      { text: 'End', strong: true },
      { text: ', then ', strong: false },
      { text: 'All', strong: true },
      { text: '.', strong: false },
    ])
  })

  it('are closed wherever they are opened', () => {
    const sentences = guideSteps.flatMap(({ say, never = [] }) => [...say, ...never])
    expect(sentences.filter((text) => count(text, '**') % 2 === 1)).toEqual([])
  })
})
