import { expect, test } from 'vitest'
import { expectGoodPage, newContext, newPage, type Device } from '../support/browser'
import { addEverybody, consentAddress, openSandbox } from '../support/stand-in-zoom'

const { sandbox, clock } = await openSandbox()
const everybody = addEverybody(sandbox, clock.now)

const devices: Device[] = ['phone', 'desktop']

const openPage = async (device: Device, javaScript = true) =>
  newPage(await newContext({ baseURL: sandbox.url, device, javaScript }))

test.each(devices)('each page is good on a %s', async (device) => {
  const [, user] = everybody.find(([persona]) => persona.key === 'two-clubs') ?? []
  const page = await openPage(device)
  await page.goto(consentAddress(sandbox).address.href)
  await expectGoodPage(page)
  await page.goto('/sandbox')
  await expectGoodPage(page)
  await page.goto(`/sandbox/people/${user?.id}`)
  await page.locator('summary').first().click()
  await expectGoodPage(page)
})

test('a person allows and changes things with forms alone, without JavaScript', async () => {
  const page = await openPage('phone', false)
  await page.goto('/sandbox')
  await page.getByRole('link', { name: 'Amara Cole' }).click()
  await page.getByRole('button', { name: 'Waiting room: off', exact: true }).click()
  expect(await page.getByRole('status').textContent()).toBe('Changed: Waiting room')
  const [[, user] = []] = everybody
  expect(sandbox.world.bodyOfSettings(user?.id ?? '', 'meeting_security')).toMatchObject({
    meeting_security: { waiting_room: false },
  })
  const redirect_uri = `${sandbox.url}/sandbox`
  await page.goto(consentAddress(sandbox, { redirect_uri }).address.href)
  await page.getByLabel('Amara Cole').check()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL(/\/sandbox\?code=[\w-]+&state=a-state$/)
})
