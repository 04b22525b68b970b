import { expect, test } from 'vitest'
import { expectGoodPage, newContext, newPage, type Device } from '../support/browser'
import { apps, connectAs, openClubSandbox } from '../support/apps-in-zoom'
import { addEverybody, consentAddress } from '../support/stand-in-zoom'

const { sandbox, clock, world, club, people } = await openClubSandbox()
const everybody = addEverybody(sandbox, clock.now)

const devices: Device[] = ['phone', 'desktop']

const openPage = async (device: Device, javaScript = true) =>
  newPage(await newContext({ baseURL: sandbox.url, device, javaScript }))

test.each(devices)('each page is good on a %s', async (device) => {
  const [, user] = everybody.find(([persona]) => persona.key === 'two-clubs') ?? []
  const page = await openPage(device)
  await page.goto(consentAddress(sandbox).address.href)
  await expectGoodPage(page)
  await page.goto(consentAddress(sandbox, { client_id: apps.admin.id }).address.href)
  await expectGoodPage(page)
  await page.goto('/sandbox')
  await expectGoodPage(page)
  await connectAs(sandbox, 'admin', people.owner.id)
  await page.getByRole('link', { name: 'The whole account of Hartley Gymnastics' }).click()
  await page.locator('summary').first().click()
  await expectGoodPage(page)
  await page.setViewportSize({ width: 360, height: 740 })
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
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
  const meeting = (words: string) =>
    page.getByRole('button', { name: `Juniors on Tuesday: ${words}`, exact: true })
  await page.locator('summary').click()
  await meeting('Passcode: off').click()
  // The meeting is open again, to be seen and put back.
  await meeting('Passcode: on').click()
  const redirect_uri = `${sandbox.url}/sandbox`
  await page.goto(consentAddress(sandbox, { redirect_uri }).address.href)
  await page.getByLabel('Amara Cole').check()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL(/\/sandbox\?code=[\w-]+&state=a-state$/)
})

test('an administrator sets and locks things for everybody, groups and all, with forms alone', async () => {
  const [group] = club.groups
  const page = await openPage('phone', false)
  await page.goto('/sandbox')
  await page.getByRole('link', { name: 'The whole account of Hartley Gymnastics' }).click()
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const changed = () => page.getByRole('status').textContent()

  await press('Everybody: Private chat: on')
  expect(await changed()).toBe('Changed: Everybody: Private chat')
  await press('Lock: Everybody: Private chat')
  expect(await changed()).toBe('Changed: Everybody: Private chat, locked')
  expect(world.account(club.id).locked).toContain('in_meeting.private_chat')
  expect(world.bodyOfSettings(people.nell.id)).toMatchObject({ in_meeting: { private_chat: true } })

  await page.locator('summary', { hasText: 'Coaches' }).click()
  await press('Unlock: Coaches: Sending files')
  expect(group?.locked).toEqual([])
  await press('Coaches: Muting on entry: off')
  expect(world.bodyOfGroup(club.id, group?.id ?? '')).toMatchObject({
    schedule_meeting: { mute_upon_entry: false },
  })

  await page.getByRole('link', { name: 'Nell Arden' }).click()
  await expect.poll(() => page.getByText('Locked by an administrator').count()).toBeGreaterThan(1)
  expect(await page.getByRole('button', { name: 'Private chat: off', exact: true }).count()).toBe(0)
})

test('somebody is switched off and on again', async () => {
  const page = await openPage('phone', false)
  await page.goto(`/sandbox/people/${people.casey.id}`)
  await page.getByRole('button', { name: 'Switch this account off' }).click()
  expect(await page.getByRole('status').textContent()).toBe('Changed: The account is off')
  expect(world.user(people.casey.id).status).toBe('inactive')
  await page.getByRole('button', { name: 'Switch this account on again' }).click()
  expect(world.user(people.casey.id).status).toBe('active')
})

test('an administrator removes the app from the whole account', async () => {
  await connectAs(sandbox, 'admin', people.owner.id)
  const page = await openPage('phone', false)
  await page.goto(`/sandbox/whole-accounts/${club.id}`)
  await page.getByRole('button', { name: 'Remove Touchline from the whole account' }).click()
  expect(await page.getByText('Nobody has allowed Touchline').count()).toBe(1)
  expect(world.allowing(club.id, 'admin')).toEqual([])
})
