import { text } from 'node:stream/consumers'
import { closePools } from '#lib/database/pools'
import { markReturned } from '#lib/notices/mark-returned'

const usage = `Usage: npm run --silent mail-returned < MESSAGE

Reads one mail that came back to MAIL_FROM, as a mail server passes it on (RFC 3464, RFC 5965), and
writes down which of our mails did not arrive, or was marked as unwanted.`

async function main(): Promise<void> {
  if (process.stdin.isTTY) return console.log(usage)
  try {
    const marked = await markReturned(await text(process.stdin), new Date())
    // Anything else that arrives there is for a person; it is no failure of the mail server's.
    console.log(marked ? `${marked.why}: ${marked.notices} marked` : 'No report: nothing to mark.')
  } finally {
    await closePools()
  }
}

await main()
