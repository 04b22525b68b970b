import { afterAll, expect, test } from 'vitest'
import { personOf } from '#lib/demo/cast'
import * as paths from '#lib/core/paths'
import { expectGoodPage, newPage } from '../support/browser'
import { as, demo, visitor } from '../support/people'

const slug = 'northgate-trampoline'
const officer = () => as(personOf('olu').email)

/** In Zoom: somebody switches private chat on or off, and Zoom tells of it. */
async function setPrivateChat(on: boolean): Promise<void> {
  const response = await fetch(`${demo.sandbox}/sandbox/users/${personOf('hana').email}/settings`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ 'in_meeting.private_chat': on }),
  })
  expect(response.status).toBe(200)
}

afterAll(() => setPrivateChat(false))

test('an open page shows what Zoom tells of, says so, and leaves alone what is typed', async () => {
  const page = await newPage(await officer())
  await page.goto(paths.findings(slug))
  const finding = page.getByRole('link', { name: 'Private chat is on' })
  expect(await finding.count()).toBe(0)
  // Gone with the page, if it were loaded again.
  await page.evaluate(() => document.body.setAttribute('data-same-page', ''))
  await setPrivateChat(true)
  await finding.first().waitFor()
  await page.locator('output', { hasText: 'Updated just now: 1 new thing to mend.' }).waitFor()
  expect(await page.locator('body[data-same-page]').count()).toBe(1)
  await expectGoodPage(page)

  await page.goto(paths.coachNew(slug))
  const name = page.getByLabel('Name', { exact: true })
  await name.fill('Nia Fa')
  await setPrivateChat(false)
  await page.locator('output', { hasText: 'Something changed.' }).waitFor()
  await expectGoodPage(page)
  expect(await name.inputValue()).toBe('Nia Fa')
  expect(await name.evaluate((field) => field === document.activeElement)).toBe(true)
  await page.getByRole('button', { name: 'Show it now' }).click()
  await page.goto(paths.findings(slug))
  expect(await finding.count()).toBe(0)
})

test('what changes is said to those who belong there, and to nobody else', async () => {
  const statusOf = async (who: Awaited<ReturnType<typeof as>>, of: string) => {
    const page = await newPage(who)
    await page.goto(paths.help())
    return page.evaluate(async (address) => {
      const stop = new AbortController()
      const { status } = await fetch(address, { signal: stop.signal })
      stop.abort()
      return status
    }, paths.changeEvents(of))
  }
  expect(await statusOf(await officer(), slug)).toBe(200)
  expect(await statusOf(await officer(), 'hartley-gymnastics')).toBe(404)
  expect(await statusOf(await visitor(), slug)).toBe(401)
})
