import { expect, test } from 'vitest'
import { verifyPack } from '#lib/core/verify-pack/verify-pack'
import { filesOf, honestParts, vkeyOf, zipOf } from '../support/small-pack'

const honest = filesOf(honestParts())
const bytes = zipOf(honest)
const policy = `log ${vkeyOf(honestParts().key)}\nquorum none\n`

/** Each byte changed in turn; every thirteenth where the whole takes too long to do each time. */
const step = process.env['FAULTS_FULL'] ? 1 : 13

test('a change of any byte is found, whether or not the zip’s own sums are made to fit', () => {
  const missed: number[] = []
  for (let byte = 0; byte < bytes.length; byte += 1) {
    const bad = bytes.slice()
    bad[byte] = (bad[byte] ?? 0) ^ 0x01
    if (verifyPack(bad, policy).isSound) missed.push(byte)
  }
  expect(missed).toEqual([])
  const unseen: string[] = []
  for (const [path, content] of honest) {
    const text = Buffer.from(String(content))
    for (let byte = 0; byte < text.length; byte += step) {
      const bad = Buffer.from(text)
      bad[byte] = (bad[byte] ?? 0) ^ 0x01
      const files = honest.map(([each, own]) => [each, each === path ? bad : own] as const)
      if (verifyPack(zipOf(files), policy).isSound) unseen.push(`${path} ${byte}`)
    }
  }
  expect(unseen).toEqual([])
}, 240_000)
