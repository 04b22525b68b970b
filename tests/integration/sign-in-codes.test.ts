import { describe, expect, test } from 'vitest'
import { issueCode } from '#lib/auth/issue-code'
import { useCode as typeCode } from '#lib/auth/use-code'
import { findLink, useLink as pressLink } from '#lib/auth/use-link'
import { codeLife_minutes, triesACode } from '#lib/core/sign-in-limits'
import { env } from '#lib/env'
import { aPerson, emailOf, newEmail, nextMoment, userIdOf } from '../support/contexts'
import { asRole } from '../support/database'
import { askFor, everythingOfSignIn, mailedTo, minutesAfter, newNetwork } from '../support/sign-in'

const type = (email: string, code: string, now: Date, network = newNetwork()) =>
  typeCode({ email, code }, network, now)
const wrongCode = '0000-0000'
const expired = { code: 'expired' }
const usersAt = (email: string) =>
  asRole('auth', async (client) => {
    const found = await client.query(
      'select u.id from identity.users u join identity.user_emails e on e.user_id = u.id where e.email = $1',
      [email],
    )
    return found.rowCount
  })

describe('asking for a code', () => {
  test('mails a code and a link, and keeps neither', async () => {
    const email = newEmail()
    const { code, token, text } = await askFor(email, nextMoment(), '/invitation/abc')
    expect(text).toContain(
      `${env().APP_URL}/sign-in/confirm?token=${token}&returnTo=%2Finvitation%2Fabc`,
    )
    const kept = await everythingOfSignIn()
    for (const secret of [code, code.replace('-', ''), token]) expect(kept).not.toContain(secret)
  })

  test('gives a stranger the same as somebody who is known: the same words, no user made', async () => {
    const known = emailOf(await aPerson())
    const stranger = newEmail()
    const shape = ({ text }: { text: string }) =>
      text.replace(/[0-9A-Z]{4}-[0-9A-Z]{4}/, 'CODE').replace(/token=[\w-]+/, 'token=T')
    expect(shape(await askFor(stranger))).toBe(shape(await askFor(known)))
    expect(await usersAt(stranger)).toBe(0)
  })

  test('takes an address however it is typed, and refuses what is none by its field', async () => {
    const email = newEmail()
    await issueCode({ email: ` ${email.toUpperCase()} ` }, newNetwork(), nextMoment())
    expect(mailedTo(email).code).toMatch(/-/)
    await expect(issueCode({ email: 'nobody' }, newNetwork(), nextMoment())).rejects.toMatchObject({
      problems: [{ field: 'email' }],
    })
  })

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'never mails a way back to %s',
    async (returnTo) => {
      const { text } = await askFor(newEmail(), nextMoment(), returnTo)
      expect(text).not.toContain('returnTo')
    },
  )

  test('where the mail does not go says so, in words that name no server', async () => {
    const settings = env()
    const folder = settings.OUTBOX_FOLDER
    settings.OUTBOX_FOLDER = undefined
    try {
      await expect(
        issueCode({ email: newEmail() }, newNetwork(), nextMoment()),
      ).rejects.toMatchObject({
        code: 'unavailable',
        message: expect.stringContaining('try again'),
      })
    } finally {
      settings.OUTBOX_FOLDER = folder
    }
  })
})

describe('a code that is typed', () => {
  test('signs in a new address, and makes its user and its own record once', async () => {
    const email = newEmail()
    const { code, now } = await askFor(email)
    const user = await type(email, code, now)
    expect(user.nameless).toBe(true)
    const again = await askFor(email)
    expect(await type(email, again.code, again.now)).toEqual(user)
    expect(await usersAt(email)).toBe(1)
  })

  test('works however it is typed, on a device that did not ask', async () => {
    const me = await aPerson()
    const { code, now } = await askFor(emailOf(me))
    const typed = code.toLowerCase().replace('-', ' ')
    const user = await type(emailOf(me).toUpperCase(), typed, now)
    expect(user).toEqual({
      userId: userIdOf(me),
      organisationId: me.organisation.id,
      nameless: false,
    })
  })

  test('works once, and ends the link of the same mail with it', async () => {
    const email = newEmail()
    const { code, token, now } = await askFor(email)
    await type(email, code, now)
    await expect(type(email, code, now)).rejects.toMatchObject(expired)
    await expect(pressLink(token, now)).rejects.toMatchObject(expired)
  })

  test('of many who type it at once exactly one gets in', async () => {
    const email = newEmail()
    const { code, now } = await askFor(email)
    const tries = Array.from({ length: triesACode - 1 }, () => type(email, code, now))
    const done = await Promise.allSettled(tries)
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  test('and the link pressed at the same time let in exactly one', async () => {
    for (let round = 0; round < 5; round += 1) {
      const email = newEmail()
      const { code, token, now } = await askFor(email)
      const done = await Promise.allSettled([type(email, code, now), pressLink(token, now)])
      expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    }
  })

  test('works until its time is over, and not after', async () => {
    const [early, late] = [newEmail(), newEmail()]
    const asked = await askFor(early)
    await type(early, asked.code, minutesAfter(asked.now, codeLife_minutes - 0.1))
    const { code, token, now } = await askFor(late)
    const tooLate = minutesAfter(now, codeLife_minutes)
    await expect(type(late, code, tooLate)).rejects.toMatchObject(expired)
    await expect(pressLink(token, tooLate)).rejects.toMatchObject(expired)
    expect(await findLink(token, tooLate)).toBeNull()
  })

  test('of an older mail still works when a stranger asked again', async () => {
    const email = newEmail()
    const mine = await askFor(email)
    const theirs = await askFor(email)
    await type(email, mine.code, theirs.now)
    await expect(type(email, theirs.code, theirs.now)).rejects.toMatchObject(expired)
  })

  test('is of no use for another address', async () => {
    const [mine, other] = [newEmail(), newEmail()]
    const { code, now } = await askFor(mine)
    await askFor(other, now)
    await expect(type(other, code, now)).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test.each(['', '  ', 'A', 'much too long to be one', "' or true --"])(
    'as %j is refused by its field, and costs no try',
    async (typed) => {
      const email = newEmail()
      const { code, now } = await askFor(email)
      await expect(type(email, typed, now)).rejects.toMatchObject({ problems: [{ field: 'code' }] })
      await type(email, code, now)
    },
  )
})

describe('a wrong code', () => {
  test('says how many tries are left; after the last one the right code is too late', async () => {
    const email = newEmail()
    const { code, token, now } = await askFor(email)
    for (let left = triesACode - 1; left > 0; left -= 1) {
      await expect(type(email, wrongCode, now)).rejects.toMatchObject({
        problems: [{ field: 'code', message: expect.stringContaining(`${left} more`) }],
      })
    }
    await expect(type(email, wrongCode, now)).rejects.toMatchObject(expired)
    await expect(type(email, code, now)).rejects.toMatchObject(expired)
    // Whoever reads the mail is not locked out by whoever guesses.
    expect(await findLink(token, now)).toEqual({ email })
    await pressLink(token, now)
  })

  test('typed many times at once gets no more tries than one after another', async () => {
    const email = newEmail()
    const { code, now } = await askFor(email)
    await Promise.allSettled(Array.from({ length: 12 }, () => type(email, wrongCode, now)))
    await expect(type(email, code, now)).rejects.toMatchObject(expired)
  })

  test('for an address that never asked tells nothing of the address', async () => {
    const known = emailOf(await aPerson())
    const answers = await Promise.allSettled(
      [known, newEmail()].map((email) => type(email, wrongCode, nextMoment())),
    )
    const messages = answers.map((each) => (each.status === 'rejected' ? each.reason : null))
    expect(messages[0]).toMatchObject({ code: 'expired', message: messages[1].message })
  })
})

describe('a link', () => {
  test('is not used up by opening it, however often, and by pressing once', async () => {
    const email = newEmail()
    const { token, now } = await askFor(email)
    for (let scan = 0; scan < 20; scan += 1) expect(await findLink(token, now)).toEqual({ email })
    await pressLink(token, now)
    expect(await findLink(token, now)).toBeNull()
    await expect(pressLink(token, now)).rejects.toMatchObject(expired)
  })

  test('pressed twice at once lets in once', async () => {
    const { token, now } = await askFor(newEmail())
    const done = await Promise.allSettled([pressLink(token, now), pressLink(token, now)])
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })

  test.each(['', 'x', 'A'.repeat(43), "' or true --", '%'])(
    'made up as %j is nobody’s',
    async (token) => {
      await askFor(newEmail())
      expect(await findLink(token, nextMoment())).toBeNull()
      await expect(pressLink(token, nextMoment())).rejects.toMatchObject(expired)
    },
  )
})
