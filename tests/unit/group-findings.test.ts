import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { groupByCause, type Caused } from '#lib/core/group-findings'

type Finding = Caused & { id: number }

const base: Finding = {
  ...{ id: 1, control: 'Z02', level: 'MUST', subjectKind: 'meeting' },
  ...{ accountId: 'jo', viaAccountId: null, accepted: false },
}
const several = (count: number, change: Partial<Finding> = {}): Finding[] =>
  Array.from({ length: count }, (_, index) => ({ ...base, id: index + 1, ...change }))

const anyFinding: fc.Arbitrary<Caused> = fc.record({
  control: fc.constantFrom('Z02', 'Z05', 'Z09'),
  level: fc.constantFrom('MUST', 'SHOULD'),
  subjectKind: fc.constantFrom('account', 'group', 'user', 'meeting'),
  accountId: fc.constantFrom('club', 'jo', 'sam'),
  viaAccountId: fc.constantFrom(null, 'club'),
  accepted: fc.boolean(),
})
const anyFindings: fc.Arbitrary<Finding[]> = fc
  .array(anyFinding, { maxLength: 30 })
  .map((list) => list.map((each, id) => ({ ...each, id })))

describe('findings by their cause', () => {
  it('are one thing to do in forty sessions, which begins with the account that they inherit from', () => {
    const setting: Finding = { ...base, id: 99, subjectKind: 'user' }
    const [cause, ...more] = groupByCause([...several(40), setting])
    expect(more).toEqual([])
    expect(cause?.first).toBe(setting)
    expect(cause?.others).toHaveLength(40)
  })

  it('are one thing for all hosts of a club’s account only where the account does not meet it', () => {
    const hosts = ['jo', 'sam'].flatMap((accountId) =>
      several(2, { accountId, viaAccountId: 'club' }),
    )
    expect(groupByCause(hosts)).toHaveLength(2)
    const account: Finding = { ...base, id: 99, subjectKind: 'account', accountId: 'club' }
    const [cause, ...more] = groupByCause([...hosts, account])
    expect(more).toEqual([])
    expect(cause?.first).toBe(account)
  })

  it('tell rules, accounts, how strongly they are asked for, and accepted risks apart', () => {
    const apart = [
      base,
      { ...base, control: 'Z05' },
      { ...base, accountId: 'sam' },
      { ...base, level: 'SHOULD' as const },
      { ...base, accepted: true },
    ]
    expect(groupByCause(apart)).toHaveLength(apart.length)
  })

  it('lose none, have none twice, and keep the order in which they were given', () => {
    fc.assert(
      fc.property(anyFindings, (findings) => {
        const causes = groupByCause(findings)
        const all = causes.flatMap(({ first, others }) => [first, ...others])
        expect(all.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(
          findings.map(({ id }) => id),
        )
        const places = causes.map(({ first, others }) =>
          Math.min(...[first, ...others].map(({ id }) => id)),
        )
        expect(places).toEqual(places.toSorted((a, b) => a - b))
        for (const { first, others } of causes) {
          expect(new Set([first, ...others].map(({ control }) => control)).size).toBe(1)
        }
      }),
    )
  })
})
