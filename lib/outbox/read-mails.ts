import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const mail = z.object({
  id: z.string(),
  at: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
})

export type KeptMail = z.output<typeof mail>

/** More than anybody reads; older ones stay in the folder. */
const mails_max = 200

/** What `sendMail` kept in the folder, newest first. A file that is no mail of ours is left out. */
export async function readMails(folder: string): Promise<KeptMail[]> {
  const names = await readdir(folder).catch(() => [])
  const newest = names
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .toReversed()
  const mails = await Promise.all(
    newest.slice(0, mails_max).map((name) => readMail(join(folder, name))),
  )
  return mails.flatMap((found) => found ?? [])
}

async function readMail(file: string): Promise<KeptMail | null> {
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'))
    return mail.parse(kept)
  } catch {
    return null
  }
}
