import { describe, expect, test } from 'vitest'
import { expectGoodPage, newPage, type Device } from '../support/browser'
import { crawl } from '../support/crawl'
import { demo, visitor } from '../support/people'

const pages = [
  '/',
  '/attacked',
  '/help',
  '/who-sees-what',
  '/rules',
  '/rules/cis-zoom-1.0.0',
  '/log',
  '/join',
  '/sign-in',
  '/no-such-page',
]

describe.each(['phone', 'desktop'] as const)('what anybody may read, on a %s', (device: Device) => {
  test.each(pages)('%s is good to look at, and the way to the guide is on it', async (path) => {
    const page = await newPage(await visitor(device))
    await page.goto(path)
    await expectGoodPage(page)
    const guide = page.getByRole('link', { name: /A session is being attacked/ })
    expect(await guide.count()).toBeGreaterThan(0)
    expect(await page.locator('h1').count()).toBe(1)
    expect(await page.title()).toMatch(/Touchline/)
  })
})

describe('the guide for a session that is being attacked', () => {
  test('says first how to stop it, and never to keep or send a picture', async () => {
    const page = await newPage(await visitor('phone', false))
    await page.goto('/attacked')
    const text = await page.locator('main').innerText()
    expect(text.indexOf('Suspend participant activities')).toBeGreaterThan(-1)
    expect(text.indexOf('Suspend participant activities')).toBeLessThan(text.indexOf('999'))
    expect(text).toMatch(/0808 800 5000/)
    expect(text).toMatch(/0800 1111/)
    expect(text).not.toMatch(/0808 800 5002/)
  })

  test('stays when the network goes', async () => {
    const context = await visitor('phone')
    const page = await newPage(context)
    await page.goto('/attacked')
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await context.setOffline(true)
    await page.reload()
    expect(await page.locator('h1').innerText()).toMatch(/attacked/i)
  })

  test('is one file to keep, with nothing outside it', async () => {
    const answer = await fetch(`${demo.web}/attacked/offline`)
    const html = await answer.text()
    expect(answer.status).toBe(200)
    expect(html).toMatch(/Suspend participant activities/)
    expect(html).not.toMatch(/<(script|link|img|iframe)\b/)
  })

  test('prints: nothing of it is hidden on paper', async () => {
    const page = await newPage(await visitor('desktop'))
    await page.goto('/attacked')
    const before = await page.locator('main ol > li').count()
    await page.emulateMedia({ media: 'print' })
    expect(before).toBeGreaterThan(5)
    expect(await page.locator('main ol > li:visible').count()).toBe(before)
  })
})

test('the rules say of each where it comes from and how to mend it, opened without scripts', async () => {
  const page = await newPage(await visitor('phone', false))
  await page.goto('/rules')
  await page.getByText('Why, and how to mend it (Z02)').click()
  const waitingRoom = page.locator('#rule-Z02')
  expect(await waitingRoom.innerText()).toMatch(/15 May 2020[^]*Version \d/)
  await page
    .getByRole('link', { name: /^M16: / })
    .first()
    .click()
  expect(page.url()).toMatch(/\/rules#rule-M16$/)
  expect(await page.locator('li[id^="rule-"]').count()).toBe(68)
  expect((await page.request.get('/rules/no-such-benchmark')).status()).toBe(404)
})

test('no link on a page that anybody may read is dead', async () => {
  const context = await visitor('desktop')
  const page = await newPage(context)
  await page.goto('about:blank')
  const { pages: found } = await crawl(context, page, ['/', '/attacked', '/help', '/rules'])
  expect(found.length).toBeGreaterThan(5)
  const html = await Promise.all(
    found.map(async (path) => (await context.request.get(path)).text()),
  )
  const links = new Set(
    html.flatMap((text) => [...text.matchAll(/href="(\/[^"#]*)"/g)].map(([, to]) => to ?? '')),
  )
  for (const link of links) {
    expect((await context.request.get(link.replaceAll('&amp;', '&'))).status(), link).toBeLessThan(
      400,
    )
  }
})
