import { expect, test } from 'vitest'
import { personOf } from '#lib/demo/cast'
import { expectGoodPage, newPage } from '../support/browser'
import { untilEnded } from '../support/mend-from-here'
import { as } from '../support/people'

test('an officer lets Touchline mend in the club’s account, and is told what is locked', async () => {
  const page = await newPage(await as(personOf('robin').email, 'phone'))
  await page.goto('/hartley-gymnastics/sessions')
  await page.getByRole('link', { name: 'Beam, under 13s' }).first().click()
  await page.getByRole('heading', { name: 'Mend it for them' }).waitFor()
  const session = page.url()
  await page.goto(session)
  const asking = page.getByText(/^(Ask Theo to mend it|Write to Theo)/)
  expect(await asking.count()).toBeGreaterThan(0)
  await expectGoodPage(page)
  await page.getByRole('link', { name: 'How it works' }).click()
  await page.getByRole('heading', { name: /^The club has not let Touchline/ }).waitFor()
  await expectGoodPage(page)
  await page.getByRole('link', { name: /say yes/ }).click()
  await page.getByRole('heading', { name: 'Let Touchline mend in the club’s Zoom?' }).waitFor()
  await expectGoodPage(page)
  await page.getByRole('button', { name: /^Yes, let Touchline/ }).click()
  await page.getByText('One more step: Zoom has to let us').waitFor()
  await expectGoodPage(page)

  await page.getByRole('button', { name: 'Connect the club’s Zoom again' }).click()
  await page.waitForURL(/\/oauth\/authorize/)
  await page.getByLabel(/Ines Moreau/).check()
  for (const box of await page.getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.getByText('The club’s Zoom account is connected, as before').waitFor()
  expect(await page.getByText('One more step: Zoom has to let us').count()).toBe(0)

  await page.goto(session)
  await page.getByRole('link', { name: 'Mend it from here' }).waitFor()
  expect(await asking.count()).toBe(0)
  await expectGoodPage(page)
  await page.getByRole('link', { name: 'Mend it from here' }).click()
  await page.getByRole('heading', { name: 'Change this in Zoom?' }).waitFor()
  await page.getByText('In Theo Blake’s session “Beam, under 13s”').waitFor()
  await expectGoodPage(page)
  await page.getByRole('button', { name: /in Zoom$/ }).click()
  expect(await untilEnded(page)).toBe('Zoom did not keep the change')
  await page.getByText('You said yes').waitFor()
  await expectGoodPage(page)

  await page.goto('/hartley-gymnastics/zoom')
  await page.getByRole('heading', { name: 'What was changed from here' }).waitFor()
  await page.getByRole('button', { name: 'Stop mending from here' }).click()
  await page.getByText('Touchline changes nothing in this account any more').waitFor()
  await expectGoodPage(page)
})
