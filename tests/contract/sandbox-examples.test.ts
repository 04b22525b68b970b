import { describe, expect, test } from 'vitest'
import { isJsonObject, type Json, type JsonObject } from '#lib/core/canonical-json'
import { adminOptionalScopes, adminScopes } from '#lib/zoom-sandbox/apps'
import { endpoints } from '#lib/zoom-sandbox/endpoints'
import { faults } from '#lib/zoom-sandbox/faults'
import {
  expiredToken,
  invalidToken,
  lacksScopes,
  paidAccountsOnly,
} from '#lib/zoom-sandbox/zoom-errors'
import { accessOf, askAsServer, openClubSandbox } from '../support/apps-in-zoom'
import { csvRecords } from '../support/csv'
import { leavesOf } from '../support/json-leaves'
import { hasShared, sharedText } from '../support/shared'
import { askApi } from '../support/stand-in-zoom'

const { sandbox } = await openClubSandbox()
const token = accessOf(await askAsServer(sandbox))
const ask = async (path: string) => (await askApi(sandbox, token, path)).body

const read = (path: string): JsonObject => JSON.parse(sharedText(`zoom/${path}`))

describe.skipIf(!hasShared)('the table of endpoints', () => {
  const rows = hasShared ? csvRecords(sharedText('zoom/endpoints.csv')) : []
  const words = (text = '') => text.split(/[\s,]+/).filter((word) => word !== '')

  const known = endpoints.flatMap((endpoint) => {
    const request = `${endpoint.method} ${endpoint.path}`
    const row = rows.find(
      ({ method, path = '' }) => `${method} ${path.replace(/\{\w+\}/, '{}')}` === request,
    )
    return row ? [{ request, endpoint, row }] : []
  })

  test('has each', () => {
    const all = endpoints.map(({ method, path }) => `${method} ${path}`)
    // Zoom documents both, and the table has only how they are read.
    expect(all.filter((request) => !known.some((each) => each.request === request))).toEqual([
      'PATCH /groups/{}/settings',
      'PATCH /groups/{}/lock_settings',
    ])
    expect(known.length).toBeGreaterThan(10)
  })

  test('gives each one’s class', () => {
    for (const { request, endpoint, row } of known) {
      expect({ request, label: endpoint.label.toUpperCase() }).toEqual({
        request,
        label: row['rate_label'],
      })
    }
  })

  test('gives each one’s scopes: for one person, where there are such, and for everybody', () => {
    for (const { request, endpoint, row } of known) {
      const documented = [...words(row['granular_scopes']), ...words(row['classic_scopes'])]
      for (const scope of endpoint.scopes) {
        expect(documented, request).toContain(`${scope}:admin`)
        if (endpoint.adminOnly) expect(documented, request).not.toContain(scope)
        else expect(documented, request).toContain(scope)
      }
    }
  })

  test('an administrator’s app is registered for scopes of the table alone', () => {
    const documented = new Set(rows.flatMap((row) => words(row['granular_scopes'])))
    for (const scope of [...adminScopes, ...adminOptionalScopes]) {
      expect(documented).toContain(scope)
    }
  })
})

describe.skipIf(!hasShared)('the documented refusals', () => {
  test.each([
    ['401-expired', expiredToken()],
    ['401-invalid', invalidToken()],
    ['400-4711-missing-scope', lacksScopes(['user:read:list_users:admin'])],
    ['400-paid-only', paidAccountsOnly('{accountId}')],
  ])('%s', (name, answer) => {
    expect(answer.status).toBe(Number(name.slice(0, 3)))
    expect(answer.json).toEqual(read(`fixtures/errors-documented/${name}.json`))
  })

  test.each([
    ['429-per-second', faults.limitedASecond()],
    ['429-daily', faults.limitedUntil(new Date())],
    ['429-lock-key', faults.limitedAtOnce()],
    ['401-expired', faults.expiredToken()],
    ['401-invalid', faults.invalidToken()],
  ])('%s, scripted', (name, fault) => {
    expect(fault.status).toBe(Number(name.slice(0, 3)))
    expect(fault.body).toEqual(read(`fixtures/errors-documented/${name}.json`))
  })
})

describe.skipIf(!hasShared)('the official examples', () => {
  const example = (name: string) => read(`fixtures/spec-examples-zoomnet/endpoints/${name}.json`)

  const typesOf = (body: Json) =>
    new Map(
      leavesOf(body).map(({ path, value }) => [
        path.replace(/\[\]$/, ''),
        Array.isArray(value) || path.endsWith('[]') ? 'list' : typeof value,
      ]),
    )

  /** Asked for by name, or of organisations larger than a club: nothing that we read. */
  const leftOut =
    /custom_attributes|employee_unique_id|division_ids|host_key|license_info|plan_united|zoom_one|account_number|company|cost_center|manager|phone_number|phone_country|pic_url|pronouns|vanity_url|login_types/

  test.each([
    ['users_GET', '/users'],
    ['users-userId_GET', '/users/me'],
    ['groups_GET', '/groups'],
  ])('%s has the keys of ours, with the same types', async (name, path) => {
    const [documented, ours] = [typesOf(example(name)), typesOf(await ask(path))]
    const missing = [...documented.keys()].filter((key) => !ours.has(key) && !leftOut.test(key))
    expect(missing).toEqual([])
    for (const [key, type] of ours) {
      const official = documented.get(key)
      if (official !== undefined) expect({ key, type }).toEqual({ key, type: official })
    }
  })

  test('a recorded answer about a free user has the keys of ours, with the same types', async () => {
    const { world } = sandbox
    const recorded = typesOf(read('fixtures/real-rest-frigg/users_me-basic.json'))
    const { id } = world.addUser({ name: 'Jo Marsh', email: 'jo@coach.example' })
    const body = world.bodyOfUser(id)
    expect(isJsonObject(body)).toBe(true)
    for (const [key, type] of typesOf(body)) {
      const seen = recorded.get(key)
      if (seen !== undefined) expect({ key, type }).toEqual({ key, type: seen })
    }
  })
})
