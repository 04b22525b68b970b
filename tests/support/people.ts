import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright-core'
import { inject } from 'vitest'
import { z } from 'zod'
import { newContext, newPage, type Device } from './browser'

export const demo = inject('demo')

const mail = z.object({ to: z.string(), subject: z.string(), text: z.string() })

/** What the demo has mailed to an address, oldest first. */
export function demoMail(email: string): z.output<typeof mail>[] {
  const folder = join(demo.folder, 'outbox')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => mail.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
    .filter(({ to }) => to === email)
}

type State = Awaited<ReturnType<BrowserContext['storageState']>>

const signedIn = new Map<string, Promise<State>>()

/** Where the test files keep the demo's logins for each other: people may not ask for many codes. */
const loginsFolder = join(demo.folder, 'logins-of-tests')

/** Somebody of the demo at a device, signed in as people do: by the code that was mailed. */
export async function as(
  email: string,
  device: Device = 'phone',
  javaScript = true,
): Promise<BrowserContext> {
  const known = signedIn.get(email) ?? keptLogin(email)
  signedIn.set(email, known)
  return newContext({ baseURL: demo.web, device, javaScript, signedIn: await known })
}

/** Nobody in particular. */
export const visitor = (device: Device = 'phone', javaScript = true) =>
  newContext({ baseURL: demo.web, device, javaScript })

async function keptLogin(email: string): Promise<State> {
  const file = join(loginsFolder, `${email}.json`)
  if (existsSync(file)) {
    const kept: State = JSON.parse(readFileSync(file, 'utf8'))
    return kept
  }
  const state = await signIn(email)
  mkdirSync(loginsFolder, { recursive: true })
  writeFileSync(file, JSON.stringify(state))
  return state
}

const mail_timeout_ms = 30_000

async function signIn(email: string): Promise<State> {
  const context = await visitor()
  const page = await newPage(context)
  await page.goto('/sign-in')
  await proveEmail(page, email)
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
  const state = await context.storageState()
  await context.close()
  return state
}

/** On the page that asks for an address: the address, then the code that was mailed to it. */
export async function proveEmail(page: Page, email: string): Promise<void> {
  await page.getByLabel(/e-mail/i).fill(email)
  const before = demoMail(email).length
  // What a club tells them may come at the same moment.
  const codeSent = () =>
    demoMail(email)
      .slice(before)
      .map(({ text }) => text)
      .find(hasCode)
  await page.locator('main form button').click()
  const until = Date.now() + mail_timeout_ms
  while (!codeSent() && Date.now() < until) await wait(50)
  await page.getByLabel(/code/i).fill(codeIn(codeSent() ?? ''))
  await page.locator('main form button').first().click()
}

const codeLine = /^\s*([A-Z0-9]{3,4}[- ]?[A-Z0-9]{3,4})\s*$/m
const hasCode = (text: string) => codeLine.test(text)

/** The code to type: it stands on a line by itself. */
function codeIn(text: string): string {
  const code = codeLine.exec(text)?.[1]
  if (!code) throw new Error('no code in the mail')
  return code
}
