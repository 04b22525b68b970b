import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { personOf } from '#lib/demo/cast'
import { expectGoodPage, newPage, type Device } from '../support/browser'
import { askForPack } from '../support/evidence'
import { as, visitor } from '../support/people'

let pack: Buffer

test('a pack is asked for, is built, and comes out as what the page says it is', async () => {
  const page = await newPage(await as(personOf('robin').email, 'desktop'))
  await askForPack(page, 'hartley-gymnastics')
  const link = page.getByRole('link', { name: /Download/ })
  await expectGoodPage(page)
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
  pack = readFileSync(await download.path())
  const hash = createHash('sha256').update(pack).digest('hex')
  expect((await page.locator('main').innerText()).replaceAll(/\s/g, '')).toContain(hash)
  expect(download.suggestedFilename()).toMatch(/^pack-hartley-gymnastics-.*\.zip$/)
  await page.getByRole('link', { name: 'open the checking page' }).click()
  await page.getByRole('heading', { name: 'Check an evidence pack' }).waitFor()
})

describe.each<Device>(['phone', 'desktop'])('the verifier’s page, on a %s', (device) => {
  test('checks a pack without a network, and finds one byte that is changed', async () => {
    const context = await visitor(device)
    const page = await newPage(context)
    await page.goto('/verify')
    await context.setOffline(true)
    await expectGoodPage(page)
    const check = async (buffer: Buffer, verdict: RegExp) => {
      const file = { name: 'pack.zip', mimeType: 'application/zip', buffer }
      await page.getByLabel(/The pack/).setInputFiles(file)
      await page.getByRole('button', { name: 'Check the pack' }).press('Enter')
      await page.locator('.verdict').filter({ hasText: verdict }).waitFor()
      await expectGoodPage(page)
    }
    await check(pack, /^Nothing that could be checked in this pack is wrong/)
    expect(await page.locator('.fails').count()).toBe(0)
    const changed = Buffer.from(pack)
    const middle = Math.floor(changed.length / 2)
    changed[middle] = (changed[middle] ?? 0) ^ 1
    await check(changed, /^Do not rely on this pack/)
    await context.close()
  })
})
