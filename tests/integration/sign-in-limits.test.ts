import { describe, expect, test } from 'vitest'
import { issueCode } from '#lib/auth/issue-code'
import { knownDevice, knownFromNow } from '#lib/auth/known-here'
import { useCode as typeCode } from '#lib/auth/use-code'
import { findLink } from '#lib/auth/use-link'
import { codeLife_minutes, signInLimits } from '#lib/core/sign-in-limits'
import { newEmail, nextMoment } from '../support/contexts'
import { asRole } from '../support/database'
import { mailTo } from '../support/outbox'
import { askFor, mailedTo, minutesAfter, newNetwork } from '../support/sign-in'

const type = (email: string, code: string, now: Date, network = newNetwork()) =>
  typeCode({ email, code }, network, now)
const wrongCode = '0000-0000'
const expired = { code: 'expired' }

describe('limits', () => {
  const tooMany = { code: 'too_many_attempts' }
  const { codesAnAddress, codesAnAddressADay, codesKnownHere, codesANetwork, triesANetwork } =
    signInLimits
  const dayStart = new Date('2027-01-01T00:00:00Z')

  test('an address is mailed so many times and no more; then again in the next window', async () => {
    const email = newEmail()
    for (let each = 0; each < codesAnAddress.count; each += 1) await askFor(email, dayStart)
    await expect(askFor(email, dayStart)).rejects.toMatchObject({
      ...tooMany,
      message: expect.stringContaining(`wait ${codesAnAddress.window_minutes} minutes`),
    })
    expect(mailTo(email)).toHaveLength(codesAnAddress.count)
    await askFor(email, minutesAfter(dayStart, codesAnAddress.window_minutes))
    // And nobody else is held up by it.
    await askFor(newEmail(), dayStart)
  })

  test('an address that is at its limit can use what was mailed', async () => {
    const email = newEmail()
    const first = await askFor(email, dayStart)
    for (let each = 1; each < codesAnAddress.count; each += 1) await askFor(email, dayStart)
    await expect(askFor(email, dayStart)).rejects.toMatchObject(tooMany)
    await type(email, first.code, dayStart)
  })

  /** Strangers have used up an address's day, the last of it at the time that is returned. */
  async function usedUp(email: string): Promise<Date> {
    const windows = Math.ceil(codesAnAddressADay.count / codesAnAddress.count)
    const inWindow = (each: number) =>
      minutesAfter(dayStart, (each % windows) * codesAnAddress.window_minutes)
    for (let each = 0; each < codesAnAddressADay.count; each += 1) {
      await askFor(email, inWindow(each))
    }
    return minutesAfter(dayStart, windows * codesAnAddress.window_minutes)
  }

  test('an address whose day is used up is mailed once for as long as a code lives', async () => {
    const email = newEmail()
    const later = await usedUp(email)
    await askFor(email, later)
    await expect(askFor(email, later)).rejects.toMatchObject({
      ...tooMany,
      message: expect.stringContaining('the link in the newest one'),
    })
    expect(mailTo(email)).toHaveLength(codesAnAddressADay.count + 1)
  })

  test('a stranger who asks all day long never locks an owner out', async () => {
    const email = newEmail()
    const from = await usedUp(email)
    for (let minute = 0; minute < 4 * codeLife_minutes; minute += 3) {
      const now = minutesAfter(from, minute)
      await askFor(email, now).catch(() => {})
      // Whoever asks now gets a mail, or one that still works is in the inbox.
      await askFor(email, now).catch(() => {})
      expect(await findLink(mailedTo(email).token, now)).toEqual({ email })
    }
  })

  test('a browser in which the address signed in before has mails of its own', async () => {
    const email = newEmail()
    const known = knownFromNow(undefined, email)
    const later = await usedUp(email)
    await askFor(email, later)
    await expect(askFor(email, later)).rejects.toMatchObject(tooMany)
    const ask = (kept: string) => issueCode({ email, known: kept }, newNetwork(), later)
    for (let each = 0; each < codesKnownHere.count; each += 1) await ask(known)
    await expect(ask(known)).rejects.toMatchObject(tooMany)
    await ask(knownFromNow(undefined, email))
    for (const made of ['', known.slice(0, -1), `${known}A`, knownFromNow(undefined, newEmail())]) {
      await expect(ask(made)).rejects.toMatchObject(tooMany)
    }
  })

  test('a browser remembers a few addresses, and names none of them', () => {
    const [first, second] = [newEmail(), newEmail()]
    const both = knownFromNow(knownFromNow(undefined, first), second)
    expect(knownDevice(both, first)).toBe(knownDevice(both, second))
    expect(knownDevice(both, newEmail())).toBeNull()
    expect(both).not.toContain('@')
    const full = Array.from({ length: 5 }, () => newEmail()).reduce(knownFromNow, both)
    expect(knownDevice(full, first)).toBeNull()
    expect(knownDevice(knownFromNow('made up', first), first)).toMatch(/^[\w-]{22}$/)
  })

  test('a network asks so many times, for whatever addresses', async () => {
    const network = newNetwork()
    const ask = () => issueCode({ email: newEmail() }, network, dayStart)
    for (let each = 0; each < codesANetwork.count; each += 1) await ask()
    const email = newEmail()
    await expect(issueCode({ email }, network, dayStart)).rejects.toMatchObject(tooMany)
    expect(mailTo(email)).toEqual([])
    await issueCode({ email }, newNetwork(), dayStart)
  })

  test('a network types so many codes, for whatever addresses', async () => {
    const network = newNetwork()
    const email = newEmail()
    const { code } = await askFor(email, dayStart)
    for (let each = 0; each < triesANetwork.count; each += 1) {
      await expect(type(newEmail(), wrongCode, dayStart, network)).rejects.toMatchObject(expired)
    }
    await expect(type(email, code, dayStart, network)).rejects.toMatchObject(tooMany)
    await type(email, code, dayStart)
  })

  test('what is counted names neither address nor network', async () => {
    const email = newEmail('counted')
    await issueCode({ email }, '198.51.100.77', nextMoment())
    const counts = await asRole('superuser', (client) =>
      client.query('select what from identity.attempts'),
    )
    expect(JSON.stringify(counts.rows)).not.toMatch(/counted|198\.51/)
  })
})
