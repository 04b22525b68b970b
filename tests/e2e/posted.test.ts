import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { personOf } from '#lib/demo/cast'
import { expectGoodPage, newPage } from '../support/browser'
import { as, demo, visitor } from '../support/people'

const session = 'Under 11s floor'
const posted = `“${session}” was posted in public`

/** Zoom finds the link, as the stand-in's own page lets anybody say. */
async function postItsLink(): Promise<void> {
  const page = await newPage(await visitor('desktop'))
  await page.goto(`${demo.sandbox}/sandbox`)
  await page.getByRole('link', { name: new RegExp(personOf('sam').name) }).click()
  await page.locator('summary').filter({ hasText: session }).click()
  await page.getByRole('button', { name: `${session}: Zoom finds it` }).click()
  await page
    .getByText(/Zoom finds it/)
    .first()
    .waitFor()
}

/** Above everything else on the page, and the one card that is as heavy. */
async function expectFirst(page: Page): Promise<void> {
  await expect
    .poll(
      async () => {
        await page.reload()
        return page.locator('main article').first().innerText()
      },
      { timeout: 30_000, interval: 1000 },
    )
    .toContain(posted)
  const card = page.locator('main article').first()
  expect(await card.getByRole('listitem').count()).toBe(4)
  expect(await card.getByRole('link', { name: /^(See it|Show me)/ }).count()).toBe(1)
  await expectGoodPage(page)
}

test('a link that was posted stands above all else, for officer and coach, until it is used no more', async () => {
  await postItsLink()
  const officer = await newPage(await as(personOf('robin').email, 'desktop'))
  await officer.goto('/hartley-gymnastics')
  await expectFirst(officer)
  const coach = await newPage(await as(personOf('sam').email, 'phone'))
  await coach.goto('/me')
  await expectFirst(coach)

  await coach.getByRole('link', { name: 'Show me how, step by step' }).click()
  await coach.getByRole('button', { name: 'The old link is used no more' }).click()
  await coach.getByText('Must be mended').waitFor({ state: 'detached' })
  for (const [page, path] of [
    [officer, '/hartley-gymnastics'],
    [coach, '/me'],
  ] as const) {
    await page.goto(path)
    expect(await page.locator('main').innerText()).not.toContain(posted)
  }
})
