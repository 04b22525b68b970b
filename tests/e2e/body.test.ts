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
