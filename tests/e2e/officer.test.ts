import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { personOf } from '#lib/demo/cast'
import { expectGoodPage, newPage, type Device } from '../support/browser'
import { askForPack } from '../support/evidence'
import { as, demoMail } from '../support/people'

const robin = personOf('robin').email

const open = async (device: Device, javaScript = true) =>
  newPage(await as(robin, device, javaScript))

describe.each(['phone', 'desktop'] as const)('a welfare officer, on a %s', (device: Device) => {
  test('sees first what needs her, and gets from there to how it is mended', async () => {
    const page = await open(device)
    await page.goto('/hartley-gymnastics')
    expect(await page.locator('h1').innerText()).toMatch(/^\d+ things need you$/)
    await expectGoodPage(page)
    await page.getByRole('link', { name: 'See what is wrong' }).first().click()
    await page.getByRole('heading', { name: 'Why it matters' }).waitFor()
    await expectGoodPage(page)
    for (const heading of ['What is wrong', 'Why it matters', 'Mended?']) {
      expect(await page.getByRole('heading', { name: heading }).count(), heading).toBe(1)
    }
    expect(await page.getByText(/Checked in Zoom/).count()).toBeGreaterThan(0)
  })

  test('has every screen in sight, without scrolling sideways, and by keyboard', async () => {
    const page = await open(device)
    await page.goto('/hartley-gymnastics/people')
    const tabs = page.getByRole('navigation', { name: 'Main' }).getByRole('link')
    const names = await tabs.allInnerTexts()
    expect(names).toEqual(expect.arrayContaining(['Home', 'Evidence', 'People']))
    const width = page.viewportSize()?.width ?? 0
    for (const tab of await tabs.all()) {
      const box = await tab.boundingBox()
      expect((box?.x ?? -1) >= 0 && (box?.x ?? 0) + (box?.width ?? 0) <= width).toBe(true)
    }
    await tabs.nth(names.length - 2).focus()
    await page.keyboard.press('Tab')
    expect(await page.locator(':focus').innerText()).toBe(names.at(-1))
  })

  test('checks again, and watches it come to an end', async () => {
    const page = await open(device)
    await page.goto('/hartley-gymnastics/coaches')
    await page.getByRole('link', { name: 'Jo Penrose' }).click()
    await page.getByRole('heading', { name: 'Jo Penrose' }).waitFor()
    await expectGoodPage(page)
    await page
      .getByRole('button', { name: /Check again/ })
      .first()
      .click()
    await page.waitForURL(/\/audits\//)
    await expectGoodPage(page)
    await page.getByRole('heading', { level: 1, name: /rules? not met/ }).waitFor()
    await expectGoodPage(page)
  })

  test.each([
    'coaches',
    'coaches?filter=to_mend',
    'sessions',
    'findings',
    'findings?state=closed',
    'evidence',
    'people',
    'coaches/new',
  ])('finds %s good to look at', async (path) => {
    const page = await open(device)
    const answer = await page.goto(`/hartley-gymnastics/${path}`)
    expect(answer?.status()).toBe(200)
    await expectGoodPage(page)
  })
})

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
] as const)('the register, %s', (_, javaScript) => {
  test('a coach with a wrong address is not added, and nothing typed is lost', async () => {
    const page = await open('phone', javaScript)
    await page.goto('/hartley-gymnastics/coaches/new')
    await page.getByLabel(/name/i).first().fill('Nia Falk')
    await page.getByLabel(/e-mail/i).fill('nia at example')
    await page.locator('main form button').last().click()
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    expect(await page.getByLabel(/name/i).first().inputValue()).toBe('Nia Falk')
    expect(await page.getByLabel(/e-mail/i).inputValue()).toBe('nia at example')
    if (javaScript) await expectGoodPage(page)
  })

  test('a coach is added, and the invitation is mailed', async () => {
    const email = `nia.${javaScript ? 'with' : 'without'}@example.org`
    const page = await open('phone', javaScript)
    await page.goto('/hartley-gymnastics/coaches/new')
    await page.getByLabel(/name/i).first().fill('Nia Falk')
    await page.getByLabel(/e-mail/i).fill(email)
    await page.getByLabel(/^Yes/).first().check()
    await page.locator('main form button').last().click()
    await page.getByRole('heading', { name: 'Nia Falk' }).waitFor()
    await expect.poll(() => demoMail(email).length).toBe(1)
    expect(demoMail(email)[0]?.text).toMatch(/\/invitation\//)
  })
})

describe('evidence', () => {
  test('a pack is asked for, is built, and comes out as what the page says it is', async () => {
    const page = await open('desktop')
    await askForPack(page, 'hartley-gymnastics')
    const link = page.getByRole('link', { name: /Download/ })
    await expectGoodPage(page)
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    const bytes = readFileSync(await download.path())
    const hash = createHash('sha256').update(bytes).digest('hex')
    expect((await page.locator('main').innerText()).replaceAll(/\s/g, '')).toContain(hash)
    expect(download.suggestedFilename()).toMatch(/^pack-hartley-gymnastics-.*\.zip$/)
  })

  test('a period that makes no sense is refused with the field', async () => {
    const page = await open('phone', false)
    await page.goto('/hartley-gymnastics/evidence')
    await page.getByLabel(/first day/i).fill('2026-11-20')
    await page.getByLabel(/last day/i).fill('2026-11-10')
    await page.locator('main form button').last().click()
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    expect(await page.getByLabel(/first day/i).inputValue()).toBe('2026-11-20')
  })
})
