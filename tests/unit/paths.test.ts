import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as paths from '#lib/core/paths'
import { isReservedSlug } from '#lib/core/reserved-slugs'

describe('addresses', () => {
  it('cannot be broken out of by what is put into them', () => {
    expect(paths.coach('a/b', '../x?y#z')).toBe('/a%2Fb/coaches/..%2Fx%3Fy%23z')
    expect(paths.signIn('/a?b=c&d')).toBe('/sign-in?returnTo=%2Fa%3Fb%3Dc%26d')
    expect(paths.signIn()).toBe('/sign-in')
  })

  it('keeps every folder at the top of app out of the hands of organisations', () => {
    const folders = readdirSync(new URL('../../app', import.meta.url), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^[[(_@]/.test(entry.name))
      .map((entry) => entry.name)
    expect(folders.filter((name) => name !== 'components' && !isReservedSlug(name))).toEqual([])
  })

  it('keeps every file of the public folder out of their hands, too', () => {
    const names = readdirSync(new URL('../../public', import.meta.url))
    // A slug holds no dot, so only names without one could collide.
    expect(names.filter((name) => !name.includes('.') && !isReservedSlug(name))).toEqual([])
  })

  it('knows a reserved word however it is typed', () => {
    expect(isReservedSlug('Attacked')).toBe(true)
    expect(isReservedSlug('hartley-gymnastics')).toBe(false)
  })
})

describe('where to go back to after signing in', () => {
  it.each(['/', '/hartley/coaches?page=2', '/me', '/me?then=//elsewhere.example'])(
    'keeps %s',
    (value) => {
      expect(paths.safeReturnTo(value)).toBe(value)
    },
  )

  it.each([
    '//elsewhere.example',
    '/\\elsewhere.example',
    '/\t/elsewhere.example',
    '/a\\..\\b',
    '/.//elsewhere.example',
    '/..//elsewhere.example',
    '/%2e//elsewhere.example',
    '/me/..//elsewhere.example',
    '/me/%2E%2e//elsewhere.example?page=2',
    'https://elsewhere.example',
    'javascript:alert(1)',
    '',
    undefined,
    ['/me'],
    `/${'a'.repeat(600)}`,
  ])('never leads off the site: %j', (value) => {
    expect(paths.safeReturnTo(value, '/me')).toBe('/me')
  })
})
