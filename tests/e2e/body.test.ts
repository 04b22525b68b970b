import { describe, expect, test } from 'vitest'
import { personOf } from '#lib/demo/cast'
import { expectGoodPage, newPage, type Device } from '../support/browser'
import { as, demoMail, visitor } from '../support/people'

const alex = personOf('alex').email

describe.each(['phone', 'desktop'] as const)('a safeguarding lead, on a %s', (device: Device) => {
  test('is told at once how many clubs fall short, and which', async () => {
    const page = await newPage(await as(alex, device))
    await page.goto('/national-gymnastics')
    await page.waitForURL(/\/national-gymnastics\/clubs$/)
    expect(await page.locator('h1').innerText()).toMatch(/of \d+ clubs/)
    await expectGoodPage(page)
    await page.getByRole('link', { name: 'Hartley Gymnastics' }).click()
    await page.getByRole('heading', { level: 1, name: /Hartley Gymnastics/ }).waitFor()
    await expectGoodPage(page)
    expect(await page.locator('main').innerText()).not.toMatch(/Under 11s floor|Sam Okafor/)
  })

  test.each(['clubs/invite', 'clubs/requests', 'people'])(
    'finds %s good to look at',
    async (to) => {
      const page = await newPage(await as(alex, device))
      const answer = await page.goto(`/national-gymnastics/${to}`)
      expect(answer?.status()).toBe(200)
      await expectGoodPage(page)
    },
  )
})

test.each([true, false])(
  'a club is invited (JavaScript: %s), and founded by who accepts',
  async (javaScript) => {
    const email = `founder.${javaScript}@example.org`
    const clubName = `Westbrook ${javaScript ? 'Tumblers' : 'Vaulters'}`
    const page = await newPage(await as(alex, 'phone', javaScript))
    await page.goto('/national-gymnastics/clubs/invite')
    await page.getByLabel(/club/i).first().fill(clubName)
    await page.getByLabel(/e-mail/i).fill(email)
    await page.locator('main form button').first().click()
    await expect.poll(() => demoMail(email).length).toBe(1)
    const link = /\/invitation\/[\w-]+/.exec(demoMail(email)[0]?.text ?? '')?.[0] ?? ''

    // Who opens it is not signed in, and has never been here.
    const founder = await newPage(await visitor('phone', javaScript))
    await founder.goto(link)
    await founder.getByLabel(/e-mail/i).fill(email)
    await founder.locator('main form button').first().click()
    await expect.poll(() => demoMail(email).length).toBe(2)
    const confirm = /\/sign-in\/confirm\S+/.exec(demoMail(email)[1]?.text ?? '')?.[0] ?? ''
    await founder.goto(confirm)
    await founder.locator('main form button').first().click()
    await founder.getByLabel(/name/i).fill('Frida Founder')
    await founder.locator('main form button').first().click()
    await founder.getByRole('button', { name: 'Accept the invitation' }).click()
    await founder.waitForURL(/westbrook/)
    await founder.getByRole('heading', { level: 1 }).waitFor()
    if (javaScript) await expectGoodPage(founder)
    await page.goto('/national-gymnastics/clubs')
    expect(await page.getByRole('link', { name: clubName }).count()).toBe(1)
  },
)

test.each([true, false])(
  'rules are derived, tried on the clubs and published, on a phone (JavaScript: %s)',
  async (javaScript) => {
    const page = await newPage(await as(alex, 'phone', javaScript))
    const good = async () => (javaScript ? expectGoodPage(page) : undefined)
    await page.goto('/national-gymnastics/rules')
    await good()
    await page.getByRole('button', { name: /^Start from version/ }).click()
    await page.waitForURL(/rules\/draft/)
    // An announced rule, so that nobody else's demo is judged otherwise.
    await page.locator('summary', { hasText: 'AI does not listen' }).click()
    const [level, day] = ['controls.Z21.level', 'controls.Z21.countsFrom']
    await page.locator(`select[name="${level}"]`).selectOption('MUST')
    await page.locator(`input[name="${day}"]`).fill(javaScript ? '2098-01-01' : '2099-01-01')
    await page.getByRole('button', { name: 'Save the draft' }).click()
    await page.getByText('Your draft is saved').waitFor()
    await page.getByRole('heading', { name: 'What would change' }).waitFor()
    await good()
    await page.getByRole('button', { name: 'See what it would mean' }).click()
    await page.getByText('Your clubs are being looked at').waitFor()
    await expect
      .poll(
        async () => {
          await page.reload()
          return page.locator('main').innerText()
        },
        { timeout: 60_000 },
      )
      .toMatch(/\d+ of [1-9]\d* clubs? would newly fall short/)
    await page.getByRole('button', { name: 'Publish these rules' }).click()
    await page
      .getByText(/Say in a sentence or two/)
      .first()
      .waitFor()
    await page.getByLabel(/What changes/).fill('AI must be off, from a day to come.')
    await page.getByRole('button', { name: 'Publish these rules' }).click()
    await page.getByText('The rules are published').waitFor()
    await good()
    await page
      .getByRole('link', { name: /^Version \d/ })
      .first()
      .click()
    await page.getByText('AI must be off, from a day to come.').waitFor()
    await good()
  },
  120_000,
)

test('a lead answers a club with one officer that says that some rules do not apply', async () => {
  const seen = await newPage(await as(alex, 'phone'))
  await seen.goto('/national-gymnastics/risks')
  await expectGoodPage(seen)
  const page = await newPage(await as(alex, 'phone', false))
  await page.goto('/national-gymnastics/risks')
  const heading = 'Clubs that say some rules do not apply to them'
  await page.getByRole('heading', { level: 2, name: heading }).waitFor()
  await page.getByText('Olu', { exact: false }).first().waitFor()
  await page.getByRole('button', { name: 'No, it is not' }).click()
  await page.getByText('You did not agree. All of your rules hold there as before.').waitFor()
  expect(await page.getByRole('heading', { level: 2, name: heading }).count()).toBe(0)
  const olu = await newPage(await as(personOf('olu').email, 'phone'))
  const look = async () => {
    await olu.goto('/northgate-trampoline/exemptions')
    return olu.locator('main').innerText()
  }
  await expect.poll(look, { timeout: 30_000 }).toContain('Not agreed to')
  await expectGoodPage(olu)
})
