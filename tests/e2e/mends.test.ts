import { describe, expect, test } from 'vitest'
import { personOf } from '#lib/demo/cast'
import { expectGoodPage, newPage } from '../support/browser'
import { letMend, mendAll, mendFromFinding, untilEnded } from '../support/mend-from-here'
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
    await page.getByRole('link', { name: /say yes/ }).waitFor()
    await good()
    await letMend(page, email)
    await page.getByRole('heading', { name: 'Change this in Zoom?' }).waitFor()
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

describe('several sessions at once', () => {
  test('on a small phone, without JavaScript: seen, confirmed, done, and put back', async () => {
    const page = await newPage(await as(personOf('rosa').email, 'phone', false))
    await page.goto('/me')
    await page.getByRole('link', { name: 'Mend all 3 coming sessions' }).click()
    await page.getByRole('heading', { name: 'Change 3 sessions in Zoom?' }).waitFor()
    await page.getByText('in 3 sessions', { exact: false }).first().waitFor()
    expect(await mendAll(page)).toBe('All 3 sessions are mended, and read back from Zoom')
    const run = page.url()
    await page.getByRole('link', { name: 'Put it all back' }).click()
    await page.getByRole('button', { name: 'Put it all back' }).click()
    expect(await untilEnded(page)).toBe('All 3 sessions are put back, and read back from Zoom')
    await page.goto(run)
    await page.getByRole('heading', { name: /put back later/ }).waitFor()
  })

  test('and each page of it is good to look at', async () => {
    const page = await newPage(await as(personOf('rosa').email, 'phone'))
    await page.goto('/me/zoom')
    await page.getByText('Not changed').first().waitFor()
    await expectGoodPage(page)
    await page
      .getByRole('link', { name: /^Sending files/ })
      .first()
      .click()
    await page.getByRole('heading', { name: 'What to do at Zoom' }).waitFor()
    await expectGoodPage(page)
    await page.goto('/me')
    await page.getByRole('link', { name: 'Mend all 3 coming sessions' }).click()
    await page.getByRole('heading', { name: 'Change 3 sessions in Zoom?' }).waitFor()
    await expectGoodPage(page)
    expect(await mendAll(page)).toBe('All 3 sessions are mended, and read back from Zoom')
    await expectGoodPage(page)
    await page.getByRole('link', { name: 'Put it all back' }).click()
    await page.getByRole('button', { name: 'Put it all back' }).waitFor()
    await expectGoodPage(page)
    await page.getByRole('button', { name: 'Put it all back' }).click()
    await untilEnded(page)
  })
})

test('a welfare officer asks the host, without JavaScript, and has no button for their account', async () => {
  const page = await newPage(await as(personOf('robin').email, 'phone', false))
  await page.goto('/hartley-gymnastics/findings')
  // The club's own account is nobody's to be asked about.
  const ofRosa = page.locator('main li').filter({ hasText: 'Rosa Adair' })
  await ofRosa.locator('a[href*="/findings/"]').first().click()
  await page.getByRole('heading', { name: 'Why it matters' }).waitFor()
  expect(await page.getByRole('heading', { name: 'Or let us do it' }).count()).toBe(0)
  await page.getByRole('button', { name: /^Ask .* to mend it$/ }).click()
  await page.getByText(/^Asked today at .* by Robin Hart/).waitFor()
  expect(await page.getByRole('button', { name: /^Ask .* to mend it$/ }).count()).toBe(0)
})
