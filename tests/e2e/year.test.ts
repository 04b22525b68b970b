import { expect, test } from 'vitest'
import { personOf } from '#lib/demo/cast'
import { expectGoodPage, newPage } from '../support/browser'
import { as, visitor } from '../support/people'
import { follow, joins, joinsToo, press, tabTo, untilSaid, type Newcomer } from '../support/year'

/**
 * A welfare officer's year in a club that is new: each form is sent from a phone without JavaScript,
 * each page is looked at with it, and the coach signs by keyboard alone.
 */

const year_timeout_ms = 300_000

const slug = 'rivermead-gymnastics'
const at = (path: string) => `/${slug}${path}`

const emails = {
  nadia: 'nadia@rivermead.example.org',
  ira: 'ira@rivermead.example.org',
  remy: 'remy@rivermead.example.org',
  ada: 'ada@rivermead.example.org',
}

test(
  'the year of a welfare officer, from September to the affiliation in March',
  async () => {
    const nadia = await foundsTheClub()
    await readsInTheList(nadia)
    await invitesThem(nadia)
    const remy = await joins(emails.remy, 'Remy Stone')
    const ada = await joins(emails.ada, 'Ada Finch')
    await adoptsWhatComesFromAbove(nadia)
    await publishesTheirOwn(nadia)
    await signsByKeyboard(remy)
    await signs(ada, 'Our sessions online')
    await changesItInJanuary(nadia)
    await chases(nadia)
    const ira = await handsOver(nadia)
    await leaves(ira, ada)
    await looksAtTheChecklist(ira, remy)
  },
  year_timeout_ms,
)

async function foundsTheClub(): Promise<Newcomer> {
  const lead = await newPage(await as(personOf('alex').email, 'phone', false))
  await lead.goto('/national-gymnastics/clubs/invite')
  await lead.getByLabel('The club’s name').fill('Rivermead Gymnastics')
  await lead.getByLabel(/e-mail/i).fill(emails.nadia)
  await press(lead, 'Send the invitation')
  const nadia = await joins(emails.nadia, 'Nadia Bell')
  await nadia.page.goto(at(''))
  await nadia.page.getByRole('heading', { level: 1, name: 'Add your first coach' }).waitFor()
  await nadia.look(at(''))
  await nadia.look(at('/affiliation'))
  return nadia
}

const list = [
  'First name,Surname,Email,Squad,Role',
  `Remy,Stone,${emails.remy},Under 11s,Head Coach`,
  `Ada,Finch,${emails.ada},Under 14s,Coach`,
  'Cal,Moss,cal@rivermead.example.org,Under 14s,Coach',
].join('\r\n')

async function readsInTheList({ page, look }: Newcomer): Promise<void> {
  await page.goto(at('/imports'))
  const file = { name: 'september.csv', mimeType: 'text/csv', buffer: Buffer.from(list) }
  await page.locator('input[type=file]').setInputFiles(file)
  await press(page, 'Look at the file')
  await page.getByRole('heading', { name: 'What is in each column?' }).waitFor()
  await look(new URL(page.url()).pathname)
  await page.locator('input[name=online][value=yes]').check()
  await press(page, 'Look at each row')
  await untilSaid(page, 'Ready to go on your list')
  await look(new URL(page.url()).pathname)
  await press(page, /^Put 3 people on the list/)
  await untilSaid(page, 'What the file held is erased here.')
  await look(at('/coaches'))
}

async function invitesThem({ page, look }: Newcomer): Promise<void> {
  await page.goto(at('/invitations'))
  await look(at('/invitations'))
  await press(page, 'Invite all 3 people')
  await page.getByText('3 invitations are on the way.').waitFor()
}

async function adoptsWhatComesFromAbove({ page, look }: Newcomer): Promise<void> {
  for (const title of [/^Online safety policy/, /^Code of conduct/]) {
    await page.goto(at('/policies'))
    await follow(page, title)
    await follow(page, 'Adopt it, or say why not')
    await look(new URL(page.url()).pathname)
    await page.locator('input[name=agreed][value=yes]').check()
    await press(page, 'Adopt this policy')
    await page.getByRole('button', { name: 'Adopt this policy' }).waitFor({ state: 'detached' })
  }
}

async function publishesTheirOwn({ page, look }: Newcomer): Promise<void> {
  await page.goto(at('/policies/new'))
  await press(page, 'Begin with an empty page')
  await page.getByLabel('Title').fill('Our sessions online')
  await page.getByLabel('The short version').fill('Two adults in each session.\nNo private chat.')
  await page.getByLabel('The whole policy').fill('# Our sessions\n\nTwo adults, **always**.')
  await press(page, 'Save, and see how it looks')
  await look(new URL(page.url()).pathname)
  await press(page, 'Publish it')
  await page.getByText('It is published.').waitFor()
}

async function signsByKeyboard(remy: Newcomer): Promise<void> {
  const page = await remy.withJavaScript()
  await page.goto('/me')
  await untilSaid(page, 'Read and agree: Our sessions online')
  await expectGoodPage(page)
  const card = page.locator('article').filter({ hasText: 'Read and agree: Our sessions online' })
  await tabTo(page, card.getByRole('link', { name: 'Read it' }))
  await page.keyboard.press('Enter')
  await page.waitForURL(/\/sign-offs\//)
  await page.getByRole('heading', { name: 'The short version' }).waitFor()
  await expectGoodPage(page)
  await tabTo(page, page.getByLabel(/^I have read “Our sessions online”/))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByRole('button', { name: 'I agree' }))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: /^Your receipt: / }).waitFor()
  await expectGoodPage(page)
}

async function signs({ page }: Newcomer, title: string): Promise<void> {
  await page.goto('/me')
  await untilSaid(page, `Read and agree: ${title}`)
  const card = page.locator('article').filter({ hasText: `Read and agree: ${title}` })
  await card.getByRole('link', { name: 'Read it' }).click()
  await page.getByLabel(new RegExp(`^I have read “${title}`)).check()
  await press(page, 'I agree')
  await page.getByRole('heading', { name: /^Your receipt: / }).waitFor()
}

async function changesItInJanuary({ page, look }: Newcomer): Promise<void> {
  await page.goto(at('/policies'))
  await follow(page, 'Our sessions online')
  await press(page, 'Write the next version')
  await page.getByLabel('The whole policy').fill('# Our sessions\n\nTwo adults, and a **log**.')
  await page.getByLabel('What changed, and why').fill('We keep a log of who was there.')
  await page.locator('input[name=change][value=material]').check()
  await page.getByLabel('Days that people have to agree').fill('0')
  await page.getByLabel('Days of grace after that').fill('0')
  await press(page, 'Save, and see how it looks')
  await look(new URL(page.url()).pathname)
  await press(page, 'Publish it')
  await page.getByText('It is published.').waitFor()
}

/** Whoever agreed to the old version is asked again by itself; one press reminds them all. */
async function chases({ page, look }: Newcomer): Promise<void> {
  await page.goto(at('/sign-offs?show=overdue'))
  await untilSaid(page, /answers are overdue/)
  await look(at('/sign-offs?show=overdue'))
  await press(page, 'Remind everybody who is overdue')
  await page.getByText('The reminder goes out in the daytime.').waitFor()
}

/** Both hold the post for a while; the old one ends when the new one is in. */
async function handsOver({ page, look }: Newcomer): Promise<Newcomer> {
  await page.goto(at('/coaches/new'))
  await page.getByLabel('Name', { exact: true }).fill('Ira Vale')
  await page.getByLabel(/e-mail/i).fill(emails.ira)
  await page.locator('input[name=coaching][value=no]').check()
  await page.locator('input[name=coachesUnder18sOnline][value=no]').check()
  await press(page, 'Add the coach')
  await page.getByRole('heading', { name: 'Ira Vale' }).waitFor()
  const ofIra = new URL(page.url()).pathname
  await look(ofIra)
  const ira = await joins(emails.ira, 'Ira Vale')
  await page.goto(`${ofIra}/roles/new`)
  await look(`${ofIra}/roles/new`)
  await page.getByLabel('Role').selectOption('welfare_officer')
  await press(page, 'Offer the role')
  await answersYes(ira, ofIra)
  await page.goto(at('/people'))
  await page.getByLabel('Their e-mail address').fill(emails.ira)
  await page.locator('input[name=role][value=welfare_officer]').check()
  await press(page, 'Send the invitation')
  await joinsToo(ira)
  await ira.look(at('/people'))
  await ira.page.goto(at('/people'))
  await follow(ira.page, 'End this post of Nadia Bell')
  await press(ira.page, 'End the post of Nadia Bell')
  await ira.page.getByText('Nadia Bell').waitFor({ state: 'detached' })
  expect((await page.request.get(at(''))).status()).toBe(404)
  return ira
}

async function answersYes({ page, look }: Newcomer, theirs: string): Promise<void> {
  await page.goto(theirs)
  await follow(page, 'Welfare officer')
  await look(new URL(page.url()).pathname)
  await page.locator('input[name=answer][value=yes]').check()
  await press(page, 'Send my answer')
  await page.getByText('They said yes').waitFor()
}

/** A coach leaves: what was theirs is theirs no more, and what they signed stays. */
async function leaves({ page, look }: Newcomer, ada: Newcomer): Promise<void> {
  await page.goto(at('/coaches'))
  await follow(page, 'Ada Finch')
  await page.waitForURL(/\/coaches\/[0-9a-f-]+/)
  const hers = new URL(page.url()).pathname
  await look(`${hers}/end`)
  await page.goto(`${hers}/end`)
  await press(page, 'Take Ada Finch off the list')
  await page.waitForURL((url) => !url.pathname.endsWith('/end'))
  expect((await ada.page.request.get(hers)).status()).toBe(404)
  await page.goto(hers)
  await page.getByText('Our sessions online').first().waitFor()
}

async function looksAtTheChecklist({ page, look }: Newcomer, remy: Newcomer): Promise<void> {
  await page.goto(at(''))
  await follow(page, 'See the affiliation checklist')
  const blocks = page.getByRole('list', { name: 'Blocks affiliation' })
  const line = (title: RegExp) => blocks.getByRole('listitem').filter({ hasText: title })
  await page.getByRole('heading', { level: 1, name: /^\d+ things block your affil/ }).waitFor()
  await look(at('/affiliation'))
  // Nobody's Zoom is known, and that is never a pass.
  const zoom = await line(/Zoom is checked of everybody/).innerText()
  expect(zoom).toMatch(/Not known for 2 of 2: .*Remy Stone/)
  expect(zoom).not.toMatch(/Ada Finch/)
  const signed = line(/People have agreed to what the club asked/)
  await signed.getByText('Waits for others').waitFor()
  await signed.getByRole('link', { name: /^Remind them/ }).click()
  await page.waitForURL(/\/sign-offs\?show=overdue/)
  await signs(remy, 'Our sessions online')
  await page.goto(at('/affiliation'))
  expect(await page.locator('main').innerText()).toMatch(/overdue|in time/)
  // What is folded away on a screen is there on paper.
  const folded = page.getByText('No account of the club has been checked for it yet.').first()
  expect(await folded.isVisible()).toBe(false)
  await page.emulateMedia({ media: 'print' })
  expect(await folded.isVisible()).toBe(true)
  // A coach has no such page, and nobody who is not signed in.
  expect((await remy.page.request.get(at('/affiliation'))).status()).toBe(404)
  const nobody = await (await visitor()).request.get(at('/affiliation'), { maxRedirects: 0 })
  expect(nobody.headers()['location']).toMatch(/\/sign-in\?returnTo=/)
}
