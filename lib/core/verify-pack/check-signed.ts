import { z } from 'zod'
import { signedTextPath } from '../pack/layout'
import { sha256Hex } from '../sha256'
import type { OpenPack } from './open-pack'
import type { EvidenceRecord } from './records'
import { checkOf, many, notShown, type Check } from './report'

const signOff = z.object({
  kind: z.literal('sign_off'),
  sha256: z.string(),
  title: z.string(),
  signed_at: z.string(),
})

const endings = ['md', 'pdf', 'txt'] as const

/** That the text somebody signed for is in the pack to the byte: its SHA-256 is worked out anew. */
export function checkSigned(pack: OpenPack, records: readonly EvidenceRecord[]): Check {
  const signed = records.flatMap(({ fact }) => {
    const parsed = signOff.safeParse(fact)
    return parsed.success ? [parsed.data] : []
  })
  if (signed.length === 0) return notShown('signed', 'Nothing was signed within it.')
  const wrong: string[] = []
  let gone = 0
  for (const { sha256, title, signed_at } of signed) {
    const path = endings
      .map((ending) => signedTextPath(sha256, ending))
      .find((each) => pack.files.has(each))
    const content = path === undefined ? undefined : pack.files.get(path)
    if (!content) gone += 1
    else if (sha256Hex(content) !== sha256) {
      wrong.push(`“${title}”, signed ${signed_at}: the text in the pack is another.`)
    }
  }
  if (gone === signed.length) {
    return notShown('signed', `Of ${many(gone, 'signature')} the text is not in the pack.`)
  }
  return checkOf('signed', wrong, [
    `${many(signed.length - gone, 'signature')} of a text that is in the pack to the byte.`,
    ...(gone > 0 ? [`Of ${many(gone, 'signature')} the text is not in the pack.`] : []),
  ])
}
