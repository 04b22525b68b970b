import { issueCode } from '#lib/auth/issue-code'
import { nextMoment } from './contexts'
import { asRole } from './database'
import { mailTo } from './outbox'

/** A network that no other test uses, so that limits are each test's own. */
let networks = 0
export const newNetwork = () => `192.0.2.${(networks += 1)}`

/** What was mailed last to an address: the code to type and the link's secret. */
export function mailedTo(email: string): { code: string; token: string; text: string } {
  const text = mailTo(email).at(-1)?.text ?? ''
  const code = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/m.exec(text)?.[0] ?? ''
  const token = /\/sign-in\/confirm\?token=([\w-]+)/.exec(text)?.[1] ?? ''
  return { code, token, text }
}

/** Asks for a code, and reads the mail. */
export async function askFor(email: string, now = nextMoment(), returnTo?: string) {
  await issueCode({ email, ...(returnTo ? { returnTo } : {}) }, newNetwork(), now)
  return { now, ...mailedTo(email) }
}

export const minutesAfter = (time: Date, minutes: number) =>
  new Date(time.getTime() + minutes * 60_000)

/** Everything that sign-in keeps, as text: to search it for what must not be there. */
export const everythingOfSignIn = () =>
  asRole('superuser', async (client) => {
    const tables = ['logins', 'verification_tokens', 'attempts']
    const kept = []
    for (const table of tables)
      kept.push(...(await client.query(`select * from identity.${table}`)).rows)
    return JSON.stringify(kept)
  })
