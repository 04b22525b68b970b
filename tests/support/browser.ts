import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { afterAll, expect } from 'vitest'
import { findChromium } from './find-chromium'

/** A phone that is small today, and a desktop. */
const widths = { phone: 360, desktop: 1280 } as const

export type Device = keyof typeof widths

let open: Promise<Browser> | undefined

const browser = () =>
  (open ??= chromium.launch({
    executablePath: findChromium(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  }))

afterAll(async () => {
  await (await open)?.close()
})

/** What a person looks with: a device, with or without JavaScript, and whoever is signed in. */
export async function newContext(options: {
  baseURL: string
  device: Device
  javaScript?: boolean
  signedIn?: Awaited<ReturnType<BrowserContext['storageState']>>
}): Promise<BrowserContext> {
  return (await browser()).newContext({
    baseURL: options.baseURL,
    viewport: { width: widths[options.device], height: options.device === 'phone' ? 740 : 900 },
    javaScriptEnabled: options.javaScript ?? true,
    ...(options.signedIn ? { storageState: options.signedIn } : {}),
    locale: 'en-GB',
  })
}

/**
 * A page that fails its test where the browser's console has an error, or a script throws. Where
 * `refusals` is set, a status that was asked for on purpose is none.
 */
export async function newPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => console.error(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    if (message.type() !== 'error') return
    // The browser says this of every answer that is not a success; the test asks for the status.
    if (/^Failed to load resource/.test(message.text())) return
    console.error(`${page.url()}: ${message.text()}`)
  })
  return page
}

async function axeFinds(page: Page): Promise<string[]> {
  // After an action the new page's title comes a moment after its content.
  await expect.poll(() => page.title()).not.toBe('')
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`)
}

/** Looks at the page as it stands: nothing that axe finds, and nothing that scrolls sideways. */
export async function expectGoodPage(page: Page): Promise<void> {
  let found = await axeFinds(page)
  // A page that follows what happens takes its title anew, and has none for that moment.
  if (found.length === 1 && found[0]?.startsWith('document-title')) found = await axeFinds(page)
  expect(found, page.url()).toEqual([])
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, `${page.url()} scrolls sideways`).toBeLessThanOrEqual(0)
}
