import { expect, test } from 'vitest'
import { offersOf } from '#lib/core/register/offers'

const claim = (credentialId: string, kind: 'first_aid' | 'insurance', issuedOn: string | null) => ({
  ...{ credentialId, kind, issuedOn },
})

test('a claim is offered to each other club that has none of its kind, or an older one', () => {
  const offers = offersOf([
    {
      clubId: 'one',
      claims: [claim('a', 'first_aid', '2026-02-01'), claim('b', 'insurance', '2026-01-01')],
    },
    { clubId: 'two', claims: [claim('c', 'first_aid', '2025-02-01')] },
    { clubId: 'three', claims: [claim('d', 'first_aid', '2026-02-01')] },
  ])
  expect(Object.fromEntries(offers)).toEqual({
    a: [{ clubId: 'two', replaces: 'c' }],
    b: [
      { clubId: 'two', replaces: null },
      { clubId: 'three', replaces: null },
    ],
    c: [],
    d: [{ clubId: 'two', replaces: 'c' }],
  })
})

test('one that was asked for and is not there yet is offered to nobody, and stands in no way', () => {
  const offers = offersOf([
    { clubId: 'one', claims: [claim('a', 'first_aid', null)] },
    { clubId: 'two', claims: [claim('b', 'first_aid', '2025-02-01')] },
  ])
  expect(Object.fromEntries(offers)).toEqual({ b: [{ clubId: 'one', replaces: null }] })
})
