import { describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { command } from '#lib/command'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { mayRole, permissions, type Permission, type Role } from '#lib/core/permissions'
import { query } from '#lib/query'
import { readGates, type Gate } from '../support/gates'
import { routes } from '../support/routes'
import { sourceFiles } from '../support/source-files'

/**
 * Who may do what, in one table that is checked in: every command and query, every form and every
 * page, with the posts that have its permission. What is new is found by itself, and is red until
 * somebody has looked at its line.
 */

vi.mock('#lib/log-security', () => ({ logSecurity: () => {} }))

const gates = readGates()

const roles = [
  'person',
  'coach',
  'welfare_officer',
  'administrator',
  'safeguarding_lead',
  'auditor',
  'worker',
  'server',
] as const satisfies readonly Role[]

const who = (permission: string): string => {
  const allowed: Readonly<Record<string, readonly Role[]>> = permissions
  return (allowed[permission] ?? []).join(', ')
}

/** By its name, and its file where that says more. */
const nameOf = ({ file, name }: Gate): string => {
  const stem = file.replace(/^.*\//, '').replace(/\.ts$/, '')
  const same = stem.replaceAll('-', '').toLowerCase() === name.toLowerCase()
  return same ? name : `${stem}’s ${name}`
}

const words = (found: readonly Gate[]) =>
  found.length === 0 ? 'nothing that is anybody’s' : found.map(nameOf).toSorted().join(', ')

describe('the table', () => {
  test('has every command and query, and whom each lets', async () => {
    const lines = gates.all
      .toSorted((one, other) =>
        `${one.file} ${one.name}`.localeCompare(`${other.file} ${other.name}`),
      )
      .map(
        ({ file, name, kind, permission }) =>
          `${file} ${name}: ${kind} ${permission} → ${who(permission)}`,
      )
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('who-may-do-what.snapshot.txt')
  })

  test('misses none: each that is written is in it', () => {
    const written = sourceFiles()
      .filter(({ path }) => /^(app|lib)\//.test(path) && !/^lib\/(command|query)\.ts$/.test(path))
      .flatMap(({ path, text }) => [...text.matchAll(/\b(?:command|query)\(\{/g)].map(() => path))
    expect(gates.all.map(({ file }) => file).toSorted()).toEqual(written.toSorted())
  })

  test('has every form, by what it gives the order for', async () => {
    const lines = gates.actions
      .map((action) => `${action.file} ${action.name}: ${words(gates.reached(action))}`)
      .toSorted()
    expect(lines.length).toBeGreaterThan(60)
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('what-forms-do.snapshot.txt')
  })

  test('has every page and address, by what it reads', async () => {
    const lines = pageFiles().map(([pattern, file, name]) => {
      const reads = gates.reached({ file, name }, gates.isAction)
      return `${pattern}${name === 'default' ? '' : ` ${name}`}: ${words(reads)}`
    })
    expect(lines.length).toBeGreaterThanOrEqual(routes().length)
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('what-pages-read.snapshot.txt')
  })
})

/** A page's file, or each method of an address. */
function pageFiles(): [string, string, string][] {
  const files = new Map(sourceFiles().map(({ path, text }) => [path, text]))
  return routes().flatMap(({ pattern, kind }): [string, string, string][] => {
    const file = [`app${pattern}/${kind}.tsx`, `app${pattern}/${kind}.ts`]
      .map((path) => path.replace('//', '/'))
      .find((path) => files.has(path))
    if (!file) throw new Error(`no file for ${pattern}`)
    if (kind === 'page') return [[pattern, file, 'default']]
    const methods = [
      ...(files.get(file) ?? '').matchAll(/^export (?:async )?function ([A-Z]+)\b/gm),
    ]
    return methods.map((found) => [pattern, file, found[1] ?? ''])
  })
}

describe('whoever may not', () => {
  const names = Object.keys(permissions).filter((name): name is Permission => name in permissions)
  const asker = (role: Role): Context => ({
    organisation: { id: 'o', kind: 'club', name: 'Hartley', slug: 'hartley' },
    actor: { kind: 'server', command: 'test' },
    ...{ roles: [role], coachId: null, now: new Date() },
  })
  /** Nothing that is sent will do, so that whoever may comes no further than this. */
  const input = z.never()
  const run = () => Promise.reject(new Error('it came to the database'))
  const codeOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'done',
      (error: unknown) => (isAppError(error) ? error.code : String(error)),
    )

  test.each(names)(
    '%s: is told what everybody is told of what is not there',
    async (permission) => {
      const order = command({ name: 'x.y', permission, input, run })
      const ask = query({ permission, input, run })
      for (const role of roles) {
        const expected = mayRole([role], permission) ? 'invalid_input' : 'not_found'
        for (const call of [order, ask]) {
          expect(await codeOf(call(asker(role), z.NEVER)), role).toBe(expected)
        }
      }
    },
  )
})
