import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { personOf } from '#lib/demo/cast'
import { expectGoodPage, newPage, type Device } from '../support/browser'
import { as, demo } from '../support/people'

const zoomUsers = z.array(z.object({ id: z.string(), email: z.string() }))

/** Somebody's user at the stand-in Zoom, to change a setting there as they would in Zoom. */
async function inZoom(email: string, path: string, value: unknown): Promise<void> {
  const users = zoomUsers.parse(await (await fetch(`${demo.sandbox}/sandbox/users`)).json())
  const user = users.find((each) => each.email === email)
  if (!user) throw new Error(`${email} has no Zoom`)
  const answer = await fetch(`${demo.sandbox}/sandbox/users/${user.id}/settings`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ [path]: value }),
  })
  if (!answer.ok) throw new Error(await answer.text())
}

describe.each(['phone', 'desktop'] as const)('a coach of two clubs, on a %s', (device: Device) => {
  const sam = personOf('sam').email

  test.each(['/me', '/me/zoom', '/me/zoom/meetings', '/me/details', '/me/notices'])(
    'finds %s good to look at',
    async (path) => {
      const page = await newPage(await as(sam, device))
      const answer = await page.goto(path)
      expect(answer?.status()).toBe(200)
      await expectGoodPage(page)
    },
  )

  test('is told how many things are left, and gets from there to how one is mended', async () => {
    const page = await newPage(await as(sam, device))
    await page.goto('/me')
    expect(await page.locator('h1').innerText()).toMatch(/^\d+ things? left to do/)
    await page
      .locator('main')
      .getByRole('link', { name: /mend|how/i })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Why it matters' }).waitFor()
    await expectGoodPage(page)
  })

  test('private meetings are named to nobody at either club', async () => {
    for (const [key, slug] of [
      ['robin', 'hartley-gymnastics'],
      ['wendy', 'elmfield-acro'],
    ] as const) {
      const { request } = await as(personOf(key).email, device)
      for (const path of ['', '/sessions', '/coaches']) {
        const html = await (await request.get(`/${slug}${path}`)).text()
        expect(html).not.toMatch(/Dentist|Year 4/)
      }
    }
  })
})

describe.each([
  ['grace', 'with JavaScript', true],
  ['ben', 'without JavaScript', false],
] as const)('%s, %s', (key, _, javaScript) => {
  const { email, name } = personOf(key)

  test('connects Zoom, says which meetings are sessions, and takes it back', async () => {
    const page = await newPage(await as(email, 'phone', javaScript))
    await page.goto('/me/zoom')
    if (key === 'grace') {
      if (javaScript) await expectGoodPage(page)
      await page.getByRole('button', { name: 'Connect Zoom' }).click()
      await page.getByLabel(new RegExp(name)).check()
      await page.getByRole('button', { name: 'Allow' }).click()
      await page.getByRole('heading', { level: 1, name: 'Zoom is connected' }).waitFor()
      if (javaScript) await expectGoodPage(page)
      // Sorting is part of connecting: the way to it is there as soon as Zoom has told of meetings.
      const next = page.getByRole('link', { name: 'Next: say which meetings are club sessions' })
      await expect
        .poll(async () => (await page.reload()) && next.count(), { timeout: 30_000 })
        .toBe(1)
      await next.click()
      await page.waitForURL('**/me/zoom/meetings')
    }
    await page.goto('/me/zoom/meetings')
    const choices = page.locator('main fieldset')
    await expect
      .poll(
        async () => {
          if ((await choices.count()) === 0) await page.reload()
          return choices.count()
        },
        { timeout: 30_000, interval: 1000 },
      )
      .toBeGreaterThan(0)
    await choices
      .first()
      .getByLabel(/^Session of/)
      .first()
      .check()
    await page.getByRole('button', { name: 'Save what I chose' }).click()
    await page.getByRole('button', { name: /undo|put back/i }).click()
    // Both are to be sorted again; while the page is on its way, one is.
    await page.getByRole('heading', { level: 1, name: /^2 meetings/ }).waitFor()
    if (javaScript) await expectGoodPage(page)
  })
})

// By keyboard, with JavaScript, in the test of the whole year.
test('a coach reads what the club asks for, ticks, agrees, and has a receipt', async () => {
  const page = await newPage(await as(personOf('ben').email, 'phone', false))
  await page.goto('/me')
  const card = page.locator('article').filter({ hasText: 'Read and agree: Code of conduct' })
  await card.getByRole('link', { name: 'Read it' }).click()
  await page.getByRole('heading', { name: 'The short version' }).waitFor()
  const box = page.getByLabel(/^I have read “Code of conduct/)
  expect(await box.isChecked()).toBe(false)
  await page.getByRole('button', { name: 'I agree' }).click()
  await page.getByText('Tick the box if you agree.').first().waitFor()
  await box.check()
  await page.getByRole('button', { name: 'I agree' }).click()
  await page.getByRole('heading', { name: /^Your receipt: [0-9A-F]{4} / }).waitFor()
  await page.goto('/me')
  expect(await card.count()).toBe(0)
})

describe('what is mended in Zoom', () => {
  test('is seen by the next check, and only then closed as mended', async () => {
    const { email } = personOf('priya')
    const page = await newPage(await as(email, 'phone'))
    await page.goto('/me')
    await page
      .locator('article, section, div')
      .filter({ has: page.getByRole('heading', { name: 'Private chat is on' }) })
      .last()
      .getByRole('link', { name: 'Show me how to mend it' })
      .click()
    await page.getByRole('heading', { level: 1, name: 'Private chat is on' }).waitFor()
    const address = page.url()
    await inZoom(email, 'in_meeting.private_chat', false)
    await inZoom(email, 'in_meeting.allow_participants_chat_with', 2)
    await page.reload()
    // Zoom tells of it, too: a check may be under way already, or over.
    const again = page.getByRole('button', { name: /Check again/ }).first()
    const pressed = await again.click({ timeout: 5000 }).then(
      () => true,
      () => false,
    )
    if (pressed) {
      await page.waitForURL(/\/audits\//)
      await page.getByRole('heading', { level: 1, name: /to mend|met|order/i }).waitFor()
    }
    await page.goto(address)
    await page
      .getByText(/Mended/)
      .first()
      .waitFor()
    expect(await page.getByText('Must be mended').count()).toBe(0)
    await expectGoodPage(page)
  })
})

describe('what Zoom never tells', () => {
  test('a coach states without JavaScript, in words they tick; an officer verifies it', async () => {
    const priya = await newPage(await as(personOf('priya').email, 'phone', false))
    await priya.goto('/hartley-gymnastics/statements')
    await priya.getByRole('heading', { level: 1, name: /rests? on somebody’s word/ }).waitFor()
    await priya.getByRole('link', { name: 'My page' }).click()
    await priya
      .getByRole('link', { name: /^State this: The host lets people in/ })
      .first()
      .click()
    await priya.getByText('Nobody is let in by itself').waitFor()
    const box = priya.getByLabel(/I have read the words above/)
    expect(await box.isChecked()).toBe(false)
    await priya.getByRole('button', { name: 'State this' }).click()
    await priya.getByRole('link', { name: 'Tick the box if it is so.' }).waitFor()
    await box.check()
    await priya.getByRole('button', { name: 'State this' }).click()
    await priya.getByText(/^You stated this/).waitFor()
    expect(await priya.getByRole('link', { name: 'Verify this' }).count()).toBe(0)
    const robin = await newPage(await as(personOf('robin').email, 'phone'))
    await robin.goto('/hartley-gymnastics/statements')
    await robin.getByText(/^Priya \w+ stated this/).waitFor()
    await expectGoodPage(robin)
    await robin.getByRole('link', { name: 'Verify this' }).first().click()
    await expectGoodPage(robin)
    await robin.getByLabel(/I have looked, and it is so/).check()
    await robin.getByRole('button', { name: 'Verify this' }).click()
    await robin.getByText('You are on record as the second person.').waitFor()
    await robin.getByText(/verified by you on/).waitFor()
  })
})
