import type { BrowserContext, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { expectGoodPage, newContext, newPage } from './browser'
import { demo, demoMail, proveEmail, visitor } from './people'

/** Somebody who is new in the demo: on a phone, and without JavaScript wherever they send a form. */
export type Newcomer = {
  email: string
  /** The page in which they send forms: nothing of ours runs in it. */
  page: Page
  /** Looks at a page as it is with JavaScript: axe finds nothing, and nothing scrolls sideways. */
  look: (path: string) => Promise<void>
  /** A page in which all runs, for what is done by keyboard. */
  withJavaScript: () => Promise<Page>
}

/** Opens the invitation that was mailed, proves the address, says a name, and accepts. */
export async function joins(email: string, name: string): Promise<Newcomer> {
  const context = await visitor('phone', false)
  const page = await newPage(context)
  await page.goto(await mailedPath(email, /\/invitation\/[\w-]+/))
  await proveEmail(page, email)
  await page.getByLabel('Your name').fill(name)
  await press(page, 'Go on')
  await press(page, 'Accept the invitation')
  await page.waitForURL((url) => !url.pathname.startsWith('/invitation'))
  return newcomer(context, page, email)
}

/** Accepts one more, as who they are already. */
export async function joinsToo({ email, page }: Newcomer): Promise<void> {
  await page.goto(await mailedPath(email, /\/invitation\/[\w-]+/))
  await press(page, 'Accept the invitation')
  await page.waitForURL((url) => !url.pathname.startsWith('/invitation'))
}

async function newcomer(context: BrowserContext, page: Page, email: string): Promise<Newcomer> {
  const signedIn = await context.storageState()
  const seeing = await newContext({ baseURL: demo.web, device: 'phone', signedIn })
  const seen = await newPage(seeing)
  return {
    ...{ email, page },
    look: async (path) => {
      const answer = await seen.goto(path)
      expect(answer?.status(), path).toBe(200)
      await expectGoodPage(seen)
    },
    withJavaScript: () => newPage(seeing),
  }
}

const mail_timeout_ms = 30_000

/** The path of a link in the newest mail to an address that has one. */
async function mailedPath(email: string, link: RegExp): Promise<string> {
  const found = () =>
    demoMail(email)
      .flatMap(({ text }) => link.exec(text)?.[0] ?? [])
      .at(-1)
  await expect.poll(found, { timeout: mail_timeout_ms }).toBeDefined()
  return found() ?? ''
}

/** Presses the button of that name. */
export const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).first().click()

/** Follows the link of that name. */
export const follow = (page: Page, name: string | RegExp) =>
  page.getByRole('link', { name }).first().click()

const worker_timeout_ms = 45_000

/** Loads a page again until it says this: what a worker does takes a moment. */
export const untilSaid = (page: Page, words: string | RegExp) =>
  expect
    .poll(
      async () => {
        const said = await page.locator('main').getByText(words).count()
        if (said === 0) await page.reload()
        return said
      },
      { timeout: worker_timeout_ms, interval: 400 },
    )
    .toBeGreaterThan(0)

const tabs_max = 60

/** Goes by Tab to one thing of a page, as somebody without a mouse does. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let pressed = 0; pressed < tabs_max; pressed += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no Tab leads there at ${page.url()}`)
}
