import { describe, expect, test } from 'vitest'
import { personOf } from '#lib/demo/cast'
import { expectGoodPage, newPage } from '../support/browser'
import { letMend, mendFromFinding, untilEnded } from '../support/mend-from-here'
import { as } from '../support/people'

/** One of them with JavaScript on a phone, the other without it on a desktop. */
const people = [
  { key: 'jo', device: 'phone', javaScript: true },
  { key: 'priya', device: 'desktop', javaScript: false },
] as const

describe.each(people)('$key, on a $device', ({ key, device, javaScript }) => {
  const { email } = personOf(key)

  test('says yes once, has a setting mended, sees it proved, and has it back', async () => {
    const page = await newPage(await as(email, device, javaScript))
    const good = async () => {
      // Axe needs scripts of its own in the page.
      if (javaScript) await expectGoodPage(page)
    }
    await page.goto('/me')
    await page
      .getByRole('link', { name: /how to mend/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Or let us do it' }).waitFor()
    const finding = page.url()
    await good()
    await page.getByRole('link', { name: 'How it works' }).click()
    await page.getByRole('link', { name: 'Go to your Zoom' }).waitFor()
    await good()
    await letMend(page, email)
    await good()
    await page.goto(finding)
    await good()
    expect(await mendFromFinding(page)).toBe('Done, and read back from Zoom')
    await good()
    const mend = page.url()
    await page.goto(finding)
    await page.getByText('See it, or put it back').waitFor()
    await page.goto(mend)
    await page.getByRole('link', { name: 'Put it back' }).click()
    await page.getByRole('button', { name: 'Put it back' }).waitFor()
    await good()
    await page.getByRole('button', { name: 'Put it back' }).click()
    expect(await untilEnded(page)).toBe('Put back, and read back from Zoom')
    await good()
    await page.goto('/me/zoom')
    await page.getByRole('heading', { name: 'What was changed from here' }).waitFor()
    await good()
    await page.getByRole('button', { name: 'Stop mending for me' }).click()
    await page.getByText('Touchline changes nothing any more').waitFor()
  })
})

test('a welfare officer is shown how to ask, and no button for somebody else’s account', async () => {
  const page = await newPage(await as(personOf('robin').email, 'desktop'))
  await page.goto('/hartley-gymnastics/findings')
  await page.locator('main a[href*="/findings/"]').first().click()
  await page.getByRole('heading', { name: 'Why it matters' }).waitFor()
  expect(await page.getByRole('heading', { name: 'Or let us do it' }).count()).toBe(0)
  expect(await page.getByRole('link', { name: /^Ask / }).count()).toBe(1)
})
