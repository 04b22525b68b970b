import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { personOf } from '#lib/demo/cast'
import { expectGoodPage, newPage } from '../support/browser'
import { as, demo } from '../support/people'

const elmfield = {
  name: 'Elmfield Acro',
  people: [
    { name: 'Ada Elm', email: 'ada@elmfield-acro.example' },
    { name: 'Una Field', email: 'una@elmfield-acro.example' },
  ],
  pending: [],
  groups: [],
}

/** The club's account at the stand-in Zoom, as whoever looks after it made it. */
async function makeAccount(): Promise<void> {
  const answer = await fetch(`${demo.sandbox}/sandbox/accounts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(elmfield),
  })
  expect(answer.status).toBe(200)
}

/** Looks again until a check that is under way has shown it. */
const untilHeading = (page: Page, name: RegExp) =>
  expect
    .poll(
      async () => {
        await page.reload()
        return page.getByRole('heading', { level: 1 }).innerText()
      },
      { timeout: 60_000, interval: 1000 },
    )
    .toMatch(name)

const openHost = async (page: Page, name: string) => {
  await page.getByRole('link', { name, exact: true }).click()
  await page.getByRole('heading', { level: 1, name: new RegExp(name) }).waitFor()
}

test('an officer connects the club’s Zoom on a phone, says who is who, and disconnects it', async () => {
  await makeAccount()
  const page = await newPage(await as(personOf('wendy').email, 'phone'))
  await page.goto('/elmfield-acro')
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Zoom' }).click()
  await page.getByRole('heading', { level: 1, name: 'The club’s own Zoom account' }).waitFor()
  await expectGoodPage(page)
  await page.getByRole('button', { name: 'Connect the club’s Zoom' }).click()
  await page.waitForURL(/\/oauth\/authorize/)
  await page.getByLabel(/Ada Elm/).check()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.getByText('The club’s Zoom account is connected').first().waitFor()
  await expectGoodPage(page)
  await untilHeading(page, /^Who are 2 people in your Zoom\?$/)
  await expectGoodPage(page)

  await openHost(page, 'Ada Elm')
  await page.getByRole('button', { name: 'No coach' }).click()
  await page.getByRole('alert').or(page.getByText('Say why, in a few words.')).first().waitFor()
  await expectGoodPage(page)
  await page.getByLabel('Why not?').fill('Looks after our Zoom, and coaches nobody')
  await page.getByRole('button', { name: 'No coach' }).click()
  await page.getByText('We read nothing of theirs').first().waitFor()

  const toDecide = page.getByText('1 person in your Zoom is not on your list of coaches')
  await expect
    .poll(
      async () => {
        await page.goto('/elmfield-acro')
        return toDecide.count()
      },
      { timeout: 60_000, interval: 2000 },
    )
    .toBe(1)
  await expectGoodPage(page)
  await page.getByRole('link', { name: 'Say who it is' }).click()
  await openHost(page, 'Una Field')
  await page.getByRole('button', { name: 'This is the coach' }).click()
  await page.getByText('Choose who of your coaches it is.').first().waitFor()
  await expectGoodPage(page)
  await page.getByLabel('Which coach?').selectOption({ label: 'Tom Bright, tom@example.org' })
  await page.getByRole('button', { name: 'This is the coach' }).click()
  await page.getByText('We check their Zoom settings').first().waitFor()
  await expectGoodPage(page)
  await page.getByText('1 coach', { exact: true }).click()
  await page.getByRole('link', { name: 'Tom Bright', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'Una Field' }).waitFor()
  await expectGoodPage(page)
  await page.getByRole('link', { name: 'See Tom Bright’s page' }).click()
  await page.getByRole('heading', { name: 'In the club’s Zoom account' }).waitFor()
  await expectGoodPage(page)

  await page.goto('/elmfield-acro/zoom')
  await page.getByRole('link', { name: 'Disconnect the account' }).click()
  await expectGoodPage(page)
  await page.getByRole('button', { name: 'Disconnect the account' }).click()
  await page.getByText('The club’s Zoom account is disconnected').first().waitFor()
  await expectGoodPage(page)
})

test('who is who is said, and taken back, without JavaScript', async () => {
  const page = await newPage(await as(personOf('robin').email, 'phone', false))
  await page.goto('/hartley-gymnastics/zoom?find=CASEY')
  await page.getByRole('link', { name: 'Casey Doyle' }).waitFor()
  expect(await page.getByText('Nell Arden').count()).toBe(0)
  await page.getByRole('link', { name: 'Show everybody' }).click()
  await page.getByText(/^2 coaches$/).click()
  await openHost(page, 'Nell Arden')
  await page.getByRole('button', { name: 'Take it back' }).click()
  await page.getByText('We ask you again who they are').first().waitFor()
  await page.getByRole('button', { name: 'This is Nell Arden' }).click()
  await page.getByText('We check their Zoom settings').first().waitFor()
})

test('a meeting in the club’s account is said to be no club session, and back', async () => {
  const page = await newPage(await as(personOf('robin').email, 'phone'))
  await page.goto('/hartley-gymnastics/sessions')
  await page.getByRole('link', { name: 'Beam, under 13s' }).first().click()
  await page.getByText('Not a club session?').click()
  await expectGoodPage(page)
  await page.getByLabel('Why is it none?').fill('A committee meeting')
  await page.getByRole('button', { name: 'Not a club session' }).click()
  await page.getByText('“A committee meeting”').first().waitFor()
  await expectGoodPage(page)
  await page.goto('/hartley-gymnastics/zoom')
  await page.getByText('1 meeting said to be no club session').click()
  await expectGoodPage(page)
  await page.getByRole('button', { name: /^It is a club session/ }).click()
  await page.getByText('It is a club session again').waitFor()
  await expectGoodPage(page)
})
