import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { withRole } from '#lib/database/role-url'
import { demoEnvironment, webEnvironment } from '#lib/demo/demo-environment'
import { newSecrets, openDemoFolder } from '#lib/demo/demo-folder'

const folder = mkdtempSync(join(tmpdir(), 'touchline-kept-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const secrets = newSecrets()
const server = 'postgres://admin@127.0.0.1:5/touchline'
const url = withRole(server, 'migrator', secrets.rolesSecret)
const ports = { web: 1, outbox: 2, sandbox: 3 }
const everybody = demoEnvironment({ mode: 'production', folder, secrets, ports, url })
const web = webEnvironment(everybody, ports)

const passwordIn = (address: string) => new URL(address).password

describe('whoever breaks the web server of a demo', () => {
  test('has the addresses of the roles that answer people, and no other', () => {
    const addresses = Object.keys(web).filter((name) => name.includes('DATABASE'))
    expect(addresses.filter((name) => web[name] !== '').toSorted()).toEqual([
      'APP_DATABASE_URL',
      'AUTH_DATABASE_URL',
      'EDGE_DATABASE_URL',
      'QUEUE_DATABASE_URL',
    ])
    // Set to nothing, and not left out: what is set around the demo would be handed on.
    for (const name of ['DATABASE_URL', 'DATABASE_ROLES_SECRET', 'SYSTEM_DATABASE_URL']) {
      expect(web).toHaveProperty(name, '')
    }
  })

  test.each(['migrator', 'system', 'sequencer'] as const)(
    'cannot log in as %s by anything that it was given',
    (role) => {
      const password = passwordIn(withRole(server, role, secrets.rolesSecret))
      for (const value of Object.values(web)) {
        expect(value).not.toContain(password)
        expect(passwordIn(withRole(server, role, value))).not.toBe(password)
      }
    },
  )
})

describe('the secrets of a folder from before the roles had their own', () => {
  test('are taken up, with one more, which is kept', async () => {
    const { rolesSecret: _, ...old } = secrets
    mkdirSync(join(folder, 'postgres'))
    writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '18')
    writeFileSync(join(folder, 'secrets.json'), JSON.stringify(old))
    const opened = await openDemoFolder(
      {
        ...{ root: '', folder, fresh: false, port: null, settings: {}, say: () => {} },
        mode: 'production',
      },
      false,
    )
    expect(opened.secrets).toEqual({ ...old, rolesSecret: expect.stringMatching(/^.{32,}$/) })
    expect(opened.secrets.rolesSecret).not.toBe(secrets.rolesSecret)
    expect(JSON.parse(readFileSync(join(folder, 'secrets.json'), 'utf8'))).toEqual(opened.secrets)
  })
})
