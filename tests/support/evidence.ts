import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'

/** What a pack of the demo may take, with everything else that the machine does. */
const pack_timeout_ms = 45_000

/** Asks for a pack of today on a club's page of evidence and waits until it can be downloaded. */
export async function askForPack(page: Page, slug: string): Promise<void> {
  await page.goto(`/${slug}/evidence`)
  const today = new Date().toISOString().slice(0, 10)
  await page.getByLabel(/first day/i).fill(today)
  await page.getByLabel(/last day/i).fill(today)
  await page.getByRole('button', { name: /Make/ }).click()
  await page.waitForURL(/\/evidence\/.+/)
  const until = Date.now() + pack_timeout_ms
  while ((await page.getByRole('link', { name: /Download/ }).count()) === 0) {
    if (Date.now() > until) throw new Error('the pack was not built in time')
    await wait(500)
    await page.reload()
  }
}
