import { describe, expect, test } from 'vitest'
import { signatureTypes, verifierKeyOf, verifierKeyText } from '#lib/core/transparency/note-keys'
import { policyTrouble } from '#lib/core/transparency/policy-trouble'
import { meetsQuorum, parsePolicy, type TlogPolicy } from '#lib/core/transparency/tlog-policy'
import { hasShared, sharedText } from '../support/shared'

const vkey = (name: string, seed: number, type: 1 | 4 = signatureTypes.cosignature) =>
  verifierKeyText(verifierKeyOf({ name, type, seed: new Uint8Array(32).fill(seed) }))
const logLine = `log ${vkey('log.example', 1, 1)}`
const [x1, x2, x3, y1] = [1, 2, 3, 4].map((n) => `witness W${n} ${vkey(`w${n}.example`, 10 + n)}`)

const policyOf = (...lines: string[]): TlogPolicy => {
  const read = parsePolicy(lines.map((line) => `${line}\n`).join(''))
  if (!read.ok) throw new Error(`${read.fault} in line ${read.line}`)
  return read.value
}

describe('a policy', () => {
  test.skipIf(!hasShared)('as the specification’s example is counted by both of its groups', () => {
    const page = sharedText('evidence/c2sp-specs/tlog-policy.md')
    const [, example = ''] = /```\n(log <vkey>\n[\s\S]*?)```/.exec(page) ?? []
    let seed = 20
    const text = example.replaceAll('<vkey>', () => {
      seed += 1
      return seed === 21 ? vkey('log.example', seed, 1) : vkey(`w${seed}.example`, seed)
    })
    const policy = policyOf(...text.trimEnd().split('\n'))
    const met = (...names: string[]) => meetsQuorum(policy, new Set(names))
    expect(policy.witnesses).toHaveLength(6)
    expect(met('X1', 'X3', 'Y2')).toBe(true)
    expect(met('X1', 'X2', 'X3')).toBe(false)
    expect(met('X1', 'Y1', 'Y2', 'Y3')).toBe(false)
    expect(met()).toBe(false)
  })

  test('takes white space, comments, addresses and names in any letters', () => {
    const policy = policyOf(
      '# whom we believe',
      '',
      ` \t${logLine}\thttps://log.example/ `,
      `witness Körperschaft\u00a0Ost ${vkey('w.example', 9)} https://w.example`,
      'group all-of-them any Körperschaft\u00a0Ost',
      'quorum all-of-them',
    )
    expect(policy.logs[0]?.url).toBe('https://log.example/')
    expect(meetsQuorum(policy, new Set(['Körperschaft\u00a0Ost']))).toBe(true)
    expect(meetsQuorum(policy, new Set(['all-of-them-not']))).toBe(false)
  })

  test('may ask for no witness at all', () => {
    const policy = policyOf(logLine, 'quorum none')
    expect(policy.quorum).toBe(null)
    expect(meetsQuorum(policy, new Set())).toBe(true)
  })

  test('keeps names apart that are other octets', () => {
    const kelvin = `witness \u212a ${vkey('w.example', 9)}`
    expect(parsePolicy(`${kelvin}\nquorum K\n`)).toMatchObject({ fault: 'unknown_name', line: 2 })
    const octets = Buffer.concat([
      Buffer.from('witness '),
      Buffer.of(0xff),
      Buffer.from(` ${vkey('w.example', 9)}\nquorum `),
      Buffer.of(0xfe),
      Buffer.from('\n'),
    ])
    expect(parsePolicy(octets)).toMatchObject({ fault: 'unknown_name', line: 2 })
  })

  test('holds 32 logs, witnesses and groups and more', () => {
    const lines = Array.from({ length: 40 }, (_, n) => [
      `log ${vkey(`l${n}.example`, 50 + n, 1)}`,
      `witness W${n} ${vkey(`w${n}.example`, 150 + n)}`,
      `group G${n} all W${n}${n > 0 ? ` G${n - 1}` : ''}`,
    ])
    const policy = policyOf(...lines.flat(), 'quorum G39')
    const everybody = policy.witnesses.map(({ name }) => name)
    expect(meetsQuorum(policy, new Set(everybody))).toBe(true)
    expect(meetsQuorum(policy, new Set(everybody.slice(1)))).toBe(false)
  })

  const two = [x1 ?? '', x2 ?? '']
  test.each<[string, string, number, string[]]>([
    ['no quorum', 'no_quorum', 0, [logLine]],
    ['two quorums', 'quorum_twice', 2, ['quorum none', 'quorum none']],
    ['a quorum of nobody', 'unknown_name', 1, ['quorum W1']],
    ['a quorum of somebody below', 'unknown_name', 1, ['quorum W1', x1 ?? '']],
    ['a group of somebody below', 'unknown_name', 1, ['group G any W1', x1 ?? '', 'quorum G']],
    ['a group that is in itself', 'unknown_name', 2, [x1 ?? '', 'group G any W1 G', 'quorum G']],
    ['a group of none', 'unknown_name', 2, [x1 ?? '', 'group G any W1 none', 'quorum G']],
    ['a group without members', 'malformed_line', 1, ['group G any', 'quorum none']],
    [
      'a group of more than there are',
      'malformed_line',
      3,
      [...two, 'group G 3 W1 W2', 'quorum G'],
    ],
    ['a group of nobody of them', 'malformed_line', 3, [...two, 'group G 0 W1 W2', 'quorum G']],
    ['a group of 01', 'malformed_line', 3, [...two, 'group G 01 W1 W2', 'quorum G']],
    ['a member named twice', 'member_of_two', 3, [...two, 'group G all W1 W1', 'quorum G']],
    [
      'a member of two groups',
      'member_of_two',
      4,
      [...two, 'group G any W1', 'group H all W1 W2', 'quorum H'],
    ],
    [
      'a name twice',
      'name_taken',
      2,
      [x1 ?? '', `witness W1 ${vkey('v.example', 77)}`, 'quorum W1'],
    ],
    ['a group named as a witness', 'name_taken', 2, [x1 ?? '', 'group W1 any W1', 'quorum W1']],
    [
      'a witness named none',
      'name_taken',
      1,
      [`witness none ${vkey('v.example', 7)}`, 'quorum none'],
    ],
    [
      'one key under two names',
      'same_key_twice',
      2,
      [x1 ?? '', `witness W2 ${vkey('v.example', 11)}`, 'quorum W1'],
    ],
    [
      'one log twice',
      'same_key_twice',
      2,
      [logLine, `log ${vkey('b.example', 1, 1)}`, 'quorum none'],
    ],
    [
      'a witness’s key for a log',
      'malformed_key',
      1,
      [`log ${vkey('l.example', 1)}`, 'quorum none'],
    ],
    ['a log’s key for a witness', 'malformed_key', 1, [`witness W ${vkey('w.example', 1, 1)}`]],
    ['a word too many', 'malformed_line', 1, [`${logLine} https://a b`, 'quorum none']],
    ['an unknown line', 'malformed_line', 1, ['trust everybody', 'quorum none']],
    ['a carriage return', 'forbidden_character', 1, [`${logLine}\r`, 'quorum none']],
  ])('with %s is refused', (_, fault, line, lines) => {
    expect(parsePolicy(lines.map((each) => `${each}\n`).join(''))).toEqual({
      ok: false,
      fault,
      line,
    })
  })

  test('says what is wrong with it in words, and where, but for the whole', () => {
    const troubleOf = (text: string) => {
      const read = parsePolicy(text)
      return read.ok ? null : policyTrouble(read)
    }
    expect(troubleOf('quorum none\nquorum none\n')).toBe(
      'line 2: there is a quorum above it already',
    )
    expect(troubleOf(`${logLine}\n`)).toMatch(/^its “quorum” line is missing/)
    expect(troubleOf('trust everybody\n')).toMatch(/^line 1: it is not written/)
  })

  test('that was cut off is refused', () => {
    expect(parsePolicy(`${x3 ?? ''}\n${y1 ?? ''}\nquorum W3`)).toMatchObject({ ok: false, line: 3 })
  })
})
