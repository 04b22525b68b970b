import { createServer, type Socket } from 'node:net'
import { afterAll } from 'vitest'
import { env } from '#lib/env'

/** A mail that the stand-in took: its envelope's address, and the bytes as they came. */
export type TakenMail = { to: string; raw: string }

/** A mail server as strict as it needs to be to be talked to, which does what a test says. */
export const smtp = {
  taken: [] as TakenMail[],
  /** What it says to the recipient, where that is not yes: `550 No such mailbox`. */
  refusal: null as string | null,
  /** It ends every connection without a word, as one that is down. */
  isDown: false,
  /** What happens after it has the mail and before it says so. */
  beforeYes: async () => {},
  url: '',
}

function talk(socket: Socket): void {
  if (smtp.isDown) return void socket.destroy()
  let waiting = ''
  let to = ''
  let isData = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  const take = async (raw: string) => {
    smtp.taken.push({ to, raw })
    await smtp.beforeYes()
    if (socket.writable) say('250 Taken')
  }
  const hear = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'EHLO') return say('250 stand-in')
    if (verb === 'RCPT') {
      to = /<(.*)>/.exec(line)?.[1] ?? ''
      return say(smtp.refusal ?? '250 Yes')
    }
    if (verb === 'DATA') isData = true
    return say(verb === 'DATA' ? '354 Go on' : verb === 'QUIT' ? '221 Bye' : '250 Yes')
  }
  socket.on('error', () => {})
  socket.on('data', (chunk: Buffer) => {
    waiting += chunk.toString('utf8')
    for (;;) {
      const end = isData ? '\r\n.\r\n' : '\r\n'
      const at = waiting.indexOf(end)
      if (at < 0) return
      const part = waiting.slice(0, at)
      waiting = waiting.slice(at + end.length)
      if (!isData) hear(part)
      else {
        isData = false
        void take(part)
      }
    }
  })
  say('220 stand-in')
}

const server = createServer(talk)
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const listening = server.address()
smtp.url = `smtp://127.0.0.1:${typeof listening === 'object' && listening ? listening.port : 0}`

afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())))

/** From now on mail goes by SMTP or, as before, to the outbox, where invitations are looked for. */
export function mailBySmtp(bySmtp: boolean): void {
  Object.assign(env(), { SMTP_URL: bySmtp ? smtp.url : undefined })
}

/** The Message-ID of a mail that was taken. */
export const messageIdOf = ({ raw }: TakenMail) => /^Message-ID: (.*)$/im.exec(raw)?.[1]?.trim()
