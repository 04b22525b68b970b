import { anEvent, deliver, webhookSecret } from '../support/webhooks'
import { randomUUID } from 'node:crypto'
import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { changeEmail } from '#lib/auth/change-email'
import { issueCode } from '#lib/auth/issue-code'
import { countedHash } from '#lib/auth/sign-in-secrets'
import { useCode as typeCode } from '#lib/auth/use-code'
import { addCoach } from '#lib/coaches/add-coach'
import { listCoaches } from '#lib/coaches/list-coaches'
import { signInLimits } from '#lib/core/sign-in-limits'
import { log } from '#lib/log'
import { proxy } from '../../proxy'
import {
  aClub,
  aGoverningBody,
  aPerson,
  at,
  newEmail,
  nextMoment,
  userIdOf,
  withRoles,
} from '../support/contexts'
import { askFor, newNetwork } from '../support/sign-in'

const lines: unknown[] = []

beforeEach(() => {
  lines.length = 0
  vi.spyOn(log, 'warn').mockImplementation((line: unknown) => void lines.push(line))
})

const wrongCode = '0000-0000'

test('a wrong code is logged with the network’s hash, and neither address nor code', async () => {
  const [email, network] = [newEmail(), newNetwork()]
  const { now } = await askFor(email)
  await expect(typeCode({ email, code: wrongCode }, network, now)).rejects.toThrow()
  expect(lines).toEqual([{ event: 'wrong_code', network: countedHash(network) }])
})

test('a wrong code for a new address is logged with whose it would be', async () => {
  const me = await aPerson()
  const typed = { email: newEmail(), code: wrongCode }
  await expect(changeEmail(at(me, nextMoment()), typed, newNetwork())).rejects.toThrow()
  expect(lines).toEqual([{ event: 'wrong_code', userId: userIdOf(me) }])
})

test('a limit that is used up is logged by what it limits, as a hash', async () => {
  const [email, network] = [newEmail(), newNetwork()]
  const now = new Date('2027-02-01T00:00:00Z')
  for (let each = 0; each < signInLimits.codesAnAddress.count; each += 1) await askFor(email, now)
  expect(lines).toEqual([])
  await expect(issueCode({ email }, network, now)).rejects.toThrow()
  expect(lines).toEqual([
    { event: 'limit_used_up', what: `codes an address ${countedHash(email)}` },
  ])
})

test('a request from elsewhere is logged as it is refused', () => {
  const headers = { origin: 'https://evil.example', 'x-forwarded-for': '203.0.113.9' }
  const asking = new NextRequest('http://localhost:3000/sign-in', { method: 'POST', headers })
  expect(proxy(asking).status).toBe(403)
  const network = countedHash('203.0.113.9')
  expect(lines).toEqual([{ event: 'request_from_elsewhere', network, method: 'POST' }])
})

test('a webhook that is not Zoom’s is logged; one that is, is not', async () => {
  const now = new Date('2026-11-25T09:00:00Z')
  const accountId = randomUUID()
  const event = anEvent('user.settings_updated', { accountId, at: now, object: { id: 'user-1' } })
  await deliver(event, { now })
  expect(lines).toEqual([])
  const forged = await deliver(event, { now, secret: `not ${webhookSecret}` })
  expect(forged.status).toBe(401)
  expect(lines).toMatchObject([{ event: 'webhook_not_signed' }])
})

test('what somebody’s posts do not permit is logged with ids, for reading and for writing', async () => {
  const club = await aClub(await aGoverningBody())
  const coach = at(withRoles(club, 'coach'), nextMoment())
  lines.length = 0
  const missing = { code: 'not_found' }
  await expect(listCoaches(coach, {})).rejects.toMatchObject(missing)
  const typed = { name: 'Anne', email: newEmail(), teams: '', coachesUnder18sOnline: true }
  await expect(addCoach(coach, typed)).rejects.toMatchObject(missing)
  const about = { organisationId: club.organisation.id, userId: userIdOf(club) }
  const line = { event: 'not_permitted', permission: 'coach.manage', ...about }
  expect(lines).toEqual([line, line])
})
