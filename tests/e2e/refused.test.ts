import { expect, test } from 'vitest'
import { expectGoodPage, newPage } from '../support/browser'
import { visitor } from '../support/people'

test.each([true, false])(
  'a refused form says that there is a problem, in the title too, and leads to the field (JavaScript: %s)',
  async (javaScript) => {
    const page = await newPage(await visitor('phone', javaScript))
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Send me a code' }).click()
    const summary = page.getByRole('alert').filter({ hasText: 'There is a problem' })
    await summary.waitFor()
    await expect.poll(() => page.title()).toMatch(/^Error: Sign in · /)
    await expect.poll(() => page.locator(':focus').getAttribute('role')).toBe('alert')
    if (javaScript) await expectGoodPage(page)

    await summary.getByRole('link').click()
    expect(await page.locator(':target').getAttribute('name')).toBe('email')
  },
)

test.each([true, false])(
  'once it is sent well, no title says so any more (JavaScript: %s)',
  async (javaScript) => {
    const page = await newPage(await visitor('desktop', javaScript))
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Send me a code' }).click()
    await expect.poll(() => page.title()).toMatch(/^Error: /)
    await page.getByLabel(/e-mail/i).fill('mistyped@example.org')
    await page.getByRole('button', { name: 'Send me a code' }).click()
    await page.waitForURL('**/sign-in/code')
    await expect.poll(() => page.title()).toMatch(/^Type the code · /)
  },
)
