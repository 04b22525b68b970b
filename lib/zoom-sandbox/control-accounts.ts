import { z } from 'zod'
import { parseInput } from '../parse-input'
import { addClubAccount, hartleyAccount } from './club-account'
import { clubInput } from './control-club'
import { pathsInput, values, type Route } from './control-route'
import type { SandboxAccount } from './state'
import type { World } from './world'

const usersInput = z.strictObject({ users: z.array(z.string()) })

const groupInput = z.strictObject({
  name: z.string(),
  members: z.array(z.string()),
  settings: values.optional(),
  locked: z.array(z.string()).optional(),
})

const pendingInput = z.strictObject({
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
})

const statusInput = z.strictObject({ status: z.enum(['active', 'inactive']) })

const summary = (world: World, { id, name, plan, ownerId, groups, ...rest }: SandboxAccount) => ({
  id,
  name,
  plan,
  ownerId,
  adminIds: [...rest.adminIds],
  locked: [...rest.locked],
  users: world.usersOf(id).map((user) => user.id),
  groups: groups.map((group) => ({ id: group.id, name: group.name })),
  pending: rest.pending.map(({ email }) => email),
})

/** What programs do of accounts. `{}` is an account's id, then a group's. */
export const accountRoutes: readonly Route[] = [
  ['GET /sandbox/accounts', (world) => world.accounts().map((each) => summary(world, each))],
  ['GET /sandbox/accounts/{}', (world, _, [id = '']) => summary(world, world.account(id))],
  [
    'POST /sandbox/accounts',
    (world, body) => {
      const { id, people, pending, locked, groups, ...club } = parseInput(clubInput, body)
      const account = {
        ...club,
        ...(id === undefined ? {} : { id }),
        people: people ?? hartleyAccount.people,
        pending: pending ?? hartleyAccount.pending,
        locked: locked ?? hartleyAccount.locked,
        groups: groups ?? hartleyAccount.groups,
      }
      return summary(world, addClubAccount(world, account, new Date()))
    },
  ],
  [
    'PUT /sandbox/accounts/{}/admins',
    (world, body, [id = '']) => world.setAdmins(id, parseInput(usersInput, body).users),
  ],
  [
    'PATCH /sandbox/accounts/{}/settings',
    (world, body, [id = '']) => world.setAccountSettings(id, parseInput(values, body)),
  ],
  [
    'PUT /sandbox/accounts/{}/locks',
    (world, body, [id = '']) => world.setAccountLocks(id, parseInput(pathsInput, body).paths),
  ],
  [
    'POST /sandbox/accounts/{}/pending',
    (world, body, [id = '']) => world.addPending(id, parseInput(pendingInput, body)),
  ],
  [
    'POST /sandbox/accounts/{}/groups',
    (world, body, [id = '']) => ({ id: world.addGroup(id, parseInput(groupInput, body)).id }),
  ],
  [
    'PATCH /sandbox/accounts/{}/groups/{}/settings',
    (world, body, [id = '', group = '']) =>
      world.setGroupSettings(id, group, parseInput(values, body)),
  ],
  [
    'PUT /sandbox/accounts/{}/groups/{}/locks',
    (world, body, [id = '', group = '']) =>
      world.setGroupLocks(id, group, parseInput(pathsInput, body).paths),
  ],
  [
    'PUT /sandbox/accounts/{}/groups/{}/members',
    (world, body, [id = '', group = '']) =>
      world.setGroupMembers(id, group, parseInput(usersInput, body).users),
  ],
  [
    'PUT /sandbox/users/{}/status',
    (world, body, [user = '']) => world.setUserStatus(user, parseInput(statusInput, body).status),
  ],
]
