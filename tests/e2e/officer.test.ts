import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { typedDay } from '#lib/core/as-of-day'
import { day_ms } from '#lib/core/durations'
import { personOf } from '#lib/demo/cast'
import { expectGoodPage, newPage, type Device } from '../support/browser'
import { dayComes } from '../support/day-comes'
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
})

// Without JavaScript the test of the whole year adds somebody.
test('a coach is added, and the invitation is mailed', async () => {
  const email = 'nia@example.org'
  const page = await open('phone')
  await page.goto('/hartley-gymnastics/coaches/new')
  await page.getByLabel(/name/i).first().fill('Nia Falk')
  await page.getByLabel(/e-mail/i).fill(email)
  await page.locator('input[name=coachesUnder18sOnline][value=yes]').check()
  await page.locator('main form button').last().click()
  await page.getByRole('heading', { name: 'Nia Falk' }).waitFor()
  await expect.poll(() => demoMail(email).length).toBe(1)
  expect(demoMail(email)[0]?.text).toMatch(/\/invitation\//)
})

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
] as const)('the past, %s', (_, javaScript) => {
  const good = async (page: Page) => {
    if (javaScript) await expectGoodPage(page)
  }

  test('looks at last month, where there was nothing yet, and at today', async () => {
    const page = await open('phone', javaScript)
    await page.goto('/hartley-gymnastics')
    await page.getByRole('link', { name: 'See how it was on an earlier day' }).click()
    const show = async (at: Date) => {
      const { day, month, year } = typedDay(at)
      await page.getByLabel('Day', { exact: true }).fill(day)
      await page.getByLabel('Month', { exact: true }).fill(month)
      await page.getByLabel('Year', { exact: true }).fill(year)
      await page.getByRole('button', { name: 'Show that day' }).click()
    }
    const now = new Date()
    await show(new Date(now.getTime() + 40 * day_ms))
    await page.getByRole('link', { name: /still to come/ }).waitFor()
    await good(page)
    await show(new Date(now.getTime() - 30 * day_ms))
    await page.getByText(/^As it was on .*, as we knew it then$/).waitFor()
    await page.getByText('The club was not here yet').waitFor()
    await good(page)
    await show(now)
    await page.getByRole('heading', { name: /to mend or to think about/ }).waitFor()
    await good(page)
    await page.getByRole('link', { name: 'Jo Penrose' }).click()
    await page.getByRole('heading', { name: 'Jo Penrose on an earlier day' }).waitFor()
    await page.getByRole('heading', { name: 'Zoom account' }).waitFor()
    await good(page)
    await page.getByRole('list', { name: 'What was open' }).getByRole('link').first().click()
    await page.getByRole('heading', { name: 'What happened' }).waitFor()
    await good(page)
  })
})

/** A box with a text in it is React's own only from here on: what is typed before, it takes back. */
const isTaken = () => {
  const box = document.querySelector('textarea')
  return box !== null && Object.keys(box).some((key) => key.startsWith('__react'))
}

// Without JavaScript the test of the whole year writes one.
describe('policies', () => {
  test('one is begun from a text, is not published while it has blanks, and then is', async () => {
    const page = await open('phone')
    await page.goto('/hartley-gymnastics')
    await page.getByRole('link', { name: 'See all policies' }).click()
    await page.getByRole('link', { name: 'Write a policy' }).click()
    await expectGoodPage(page)
    await page.getByRole('link', { name: 'Photos, filming and recording' }).click()
    await page.getByRole('button', { name: 'Start from this text' }).click()
    await page.getByText('Before it can be published').waitFor()
    await expectGoodPage(page)
    await page.getByLabel('Title').fill('Our photos')
    // Nobody is in this team, so that nobody else in the demo is asked for anything.
    await page.getByText('Only for some teams or tags?').click()
    await page.getByLabel('Teams').fill('Nobody’s team')
    await page.getByRole('button', { name: 'Save, and see how it looks' }).click()
    await page.getByRole('heading', { name: 'The short version' }).waitFor()
    expect(await page.getByRole('button', { name: 'Publish it' }).count()).toBe(0)
    await expectGoodPage(page)
    await page.getByRole('link', { name: 'Go on writing' }).click()
    await page.waitForFunction(isTaken)
    await page.getByLabel('The whole policy').fill('# Photos\n\nAsk **first**.\n\n- <b>Always</b>')
    await page.getByRole('button', { name: 'Save, and see how it looks' }).click()
    await page.getByRole('button', { name: 'Publish it' }).click()
    await page.getByText('It is published.').waitFor()
    await page.getByText('<b>Always</b>').waitFor()
    await expectGoodPage(page)
  })

  test.each([
    ['with JavaScript', true],
    ['without JavaScript', false],
  ] as const)('one from above is not adopted by mistake, %s', async (_, javaScript) => {
    const page = await newPage(await as(personOf('olu').email, 'phone', javaScript))
    await page.goto('/northgate-trampoline/policies')
    await page.getByRole('link', { name: 'Code of conduct for coaches and helpers' }).click()
    if (javaScript) await expectGoodPage(page)
    await page.getByRole('link', { name: 'Adopt it, or say why not' }).click()
    await page.getByRole('button', { name: 'Adopt this policy' }).click()
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    if (javaScript) await expectGoodPage(page)
    await page.getByLabel('Why not yet').fill('We meet in May.')
    await page.getByRole('button', { name: 'Say why not yet' }).click()
    await page.getByText('It is on record why not yet.').waitFor()
    await page.getByText('We meet in May.').waitFor()
  })
})

describe('evidence', () => {
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

describe('a risk', () => {
  test('is asked for by one officer and accepted by another, beside its verdict, until its day', async () => {
    const page = await open('phone')
    await page.goto('/hartley-gymnastics/findings?risk=accepted')
    await expectGoodPage(page)
    await page.getByRole('link', { name: 'Files can be sent in a session' }).click()
    await page.getByText('You asked, so another officer has to decide.').waitFor()
    await expectGoodPage(page)
    const address = page.url()
    await page.getByRole('button', { name: 'Take the request back' }).click()
    await page.getByRole('link', { name: 'Ask again' }).click()
    await page.getByRole('button', { name: 'Ask a second person' }).click()
    await page.getByRole('heading', { name: 'There is a problem' }).waitFor()
    await expectGoodPage(page)
    await page.getByLabel(/Why can it not be mended/).fill('Parents send what they have by e-mail.')
    const day = new Date(Date.now() + 14 * 24 * 60 * 60 * 1000)
    await page.getByLabel('Until which day?').fill(day.toISOString().slice(0, 10))
    await page.getByRole('button', { name: 'Ask a second person' }).click()
    await page.getByText('You asked, so another officer has to decide.').waitFor()

    const second = await newPage(await as(personOf('ines').email, 'desktop', false))
    await second.goto('/hartley-gymnastics')
    await second.getByRole('link', { name: 'Files can be sent in a session' }).click()
    expect(second.url()).toBe(address)
    await second.getByLabel('Yes, until that day').check()
    await second.getByLabel('Why?').fill('Agreed, until the school has switched it off.')
    await second.getByRole('button', { name: 'Put my answer on record' }).click()
    await second.getByRole('heading', { name: 'This risk is accepted' }).waitFor()
    for (const status of ['not_met', 'accepted']) {
      expect(await second.locator(`main [data-status=${status}]`).count(), status).not.toBe(0)
    }
    await page.goto('/hartley-gymnastics/findings?risk=accepted')
    expect(await page.locator('main [data-status=accepted]').count()).toBe(2)

    await dayComes(address.split('/').at(-1) ?? '')
    const look = async () => {
      await page.goto(address)
      return page.locator('main').innerText()
    }
    await expect.poll(look, { timeout: 30_000 }).toContain('Its day came.')
    await page.getByRole('heading', { name: 'This risk is not accepted any more' }).waitFor()
    expect(await page.locator('main [data-status=accepted]').count()).toBe(0)
    await page.locator('main').getByText('Advice', { exact: true }).first().waitFor()
    await page.getByRole('link', { name: 'Ask again' }).waitFor()
    await expectGoodPage(page)
    await page.goto('/hartley-gymnastics/findings?risk=accepted')
    expect(await page.locator('main [data-status=accepted]').count()).toBe(1)
  })
})

test('a welfare officer sees who has not agreed, and reminds all who are overdue at once', async () => {
  const page = await open('phone', false)
  await page.goto('/hartley-gymnastics')
  await page.getByRole('link', { name: 'See who, and remind them' }).click()
  await page.getByRole('button', { name: 'Remind everybody who is overdue' }).click()
  await page.getByText('The reminder goes out in the daytime.').waitFor()
  await page.getByRole('button', { name: 'Remind everybody who is overdue' }).click()
  await page.getByText('Everybody who is overdue was reminded').first().waitFor()
  const wide = await open('desktop')
  await wide.goto('/hartley-gymnastics/sign-offs?show=asked_about')
  await expectGoodPage(wide)
  await wide.getByRole('link', { name: 'Grace Iwu' }).click()
  await wide.getByText('Does this hold for our parents’ group, too?').first().waitFor()
  await expectGoodPage(wide)
})
