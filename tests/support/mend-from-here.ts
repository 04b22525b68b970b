import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'

/** What a change and its re-read may take in the demo, with everything else that the machine does. */
const mend_timeout_ms = 60_000

/**
 * On a page that shows what would be changed: the person lets Touchline mend settings, here and at the
 * stand-in Zoom, which asks them as well, and comes back to the same page.
 */
export async function letMend(page: Page, email: string): Promise<void> {
  const from = page.url()
  await page.getByRole('link', { name: /say yes/ }).click()
  await page.getByRole('button', { name: /Yes, let/ }).click()
  await page.waitForURL(/\/oauth\/authorize/)
  await page.getByRole('radio', { name: new RegExp(email) }).check()
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL(from)
}

/** From a finding's page to the answer: what came of it, in the words of the mend's own page. */
export async function mendFromFinding(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Mend it from here' }).click()
  await page.getByRole('button', { name: /in Zoom/ }).click()
  return untilEnded(page)
}

/** On the page that shows what would be changed in several sessions: says yes, and waits. */
export async function mendAll(page: Page): Promise<string> {
  await page.getByRole('button', { name: /^Change \d+ sessions in Zoom/ }).click()
  return untilEnded(page)
}

/** On a mend's own page: has the old value set again, and waits until Zoom was read back. */
export async function putBack(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'Put it back' }).click()
  await page.getByRole('button', { name: 'Put it back' }).click()
  return untilEnded(page)
}

/** Waits on a mend's own page until Zoom was read back. Works without JavaScript, too. */
export async function untilEnded(page: Page): Promise<string> {
  await page.waitForURL(/\/mends\/(runs\/)?[0-9a-f-]+$/)
  const until = Date.now() + mend_timeout_ms
  for (;;) {
    const title = await page.locator('h1').innerText()
    if (!/^(We are asking|Zoom said yes|Zoom gave no clear|Mending:|Putting back:)/.test(title)) {
      return title
    }
    if (Date.now() > until) throw new Error(`still: ${title}`)
    await wait(500)
    await page.reload()
  }
}
