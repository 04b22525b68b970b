import type { BrowserContext } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { personOf } from '#lib/demo/cast'
import { addressesOf } from '../support/addresses'
import { as } from '../support/people'
import { routes } from '../support/routes'

/**
 * Who opens which page, over real HTTP, against a table that is checked in: pages are found in the
 * tree, so that a new one is red until somebody has said what stands in its address and has looked
 * at who opens it. What is a body's is tried at the body, what is a person's own as Rosa's, and all
 * else at Hartley, about Jo; a statement, which no club but Elmfield has, there. That visitors and
 * other clubs find none of them is tried by the test of the walls.
 */

const lookers = {
  officer: 'robin',
  administrator: 'ines',
  Jo: 'jo',
  Rosa: 'rosa',
  'the body’s lead': 'alex',
  'Elmfield’s officer': 'wendy',
} as const

/** Anybody's, or asked for by machines, or shown in answer to a form only. */
const elsewhere = /^\/(\[organisation\]\/.*|\[organisation\])$/
const notAlways = [
  // There once somebody asked for one; tried by the tests of packs.
  '/[organisation]/evidence/[packId]',
  '/[organisation]/evidence/[packId]/download',
  // There once somebody asked to be erased.
  '/[organisation]/kept/[erasureId]',
  // Shown once a code was mailed.
  '/[organisation]/details/email/code',
]

const patterns = routes()
  .map(({ pattern }) => pattern)
  .filter((pattern) => elsewhere.test(pattern) && !notAlways.includes(pattern))

let addresses: ReadonlyMap<string, string>
const contexts = new Map<string, BrowserContext>()

beforeAll(async () => {
  addresses = await addressesOf(patterns)
  for (const [who, key] of Object.entries(lookers)) {
    contexts.set(who, await as(personOf(key).email, 'desktop'))
  }
})

const pages_timeout_ms = 300_000

test(
  'each page opens for whom the table says, and for everybody else it is not there',
  async () => {
    const lines: string[] = []
    for (const pattern of patterns) {
      const address = addresses.get(pattern) ?? ''
      const answers = await Promise.all(
        [...contexts].map(async ([who, { request }]) => {
          const answer = await request.get(address, { maxRedirects: 0 })
          return { who, status: answer.status() }
        }),
      )
      const opens = answers.filter(({ status }) => status === 200).map(({ who }) => who)
      const led = answers
        .filter(({ status }) => status >= 300 && status < 400)
        .map(({ who }) => who)
      const rest = answers.filter(({ who }) => !opens.includes(who) && !led.includes(who))
      for (const { who, status } of rest) expect(status, `${who} at ${address}`).toBe(404)
      const words = opens.length === 0 ? 'nobody here' : opens.join(', ')
      lines.push(`${pattern}: ${words}${led.length === 0 ? '' : `; leads on: ${led.join(', ')}`}`)
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('who-opens-what.snapshot.txt')
  },
  pages_timeout_ms,
)
