import { expect, test } from 'vitest'
import { sameNamed } from '#lib/core/register/same-person'

const sam = { name: 'Sam O’Kafor-Jones', email: 'sam@example.org' }

test.each([
  ['as it is', 'Sam O’Kafor-Jones', 'sam@example.org'],
  ['in capitals', 'SAM OKAFOR JONES', 'SAM@example.org'],
  ['in another order', "O'Kafor Jones, Sam", 'sam@example.org'],
  ['with accents', 'Sám Ókafor–Jones', 'sam@example.org'],
  ['with a middle name', 'Sam Lee O’Kafor-Jones', 'sam@example.org'],
  ['with more in the address', 'Sam OKafor Jones', 'sam+new@example.org'],
])('the same person is found, written %s', (_, name, email) => {
  expect(sameNamed(sam, { name, email })).toBe(true)
})

test.each([
  ['who shares the address', 'Kim O’Kafor-Jones', 'sam@example.org'],
  ['of the same name', 'Sam O’Kafor-Jones', 'sam.jones@example.org'],
  ['of whom only one name is there', 'Sam', 'sam@example.org'],
])('somebody %s is somebody else', (_, name, email) => {
  expect(sameNamed(sam, { name, email })).toBe(false)
})
