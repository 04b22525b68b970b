import type { Json, JsonObject } from '../core/canonical-json'
import { isAdmin } from './accounts'
import { ofGroup, optionOf, refusedOf } from './account-api'
import type { Asked } from './asked'
import { bodyOf, leavesOf, takeChange } from './change-body'
import type { Answer } from './http'
import { valueAt } from './json-path'
import {
  accountBody,
  accountOptions,
  canLock,
  groupBody,
  groupOptions,
  lockOptions,
  optionOfPath,
  type LevelOption,
} from './level-bodies'
import type { Level } from './state'
import { heldByLock } from './user-settings'
import { invalidParameter, noPermission } from './zoom-errors'

/**
 * PATCH /accounts/{id}/settings, by the paths and options in which they are read. What is locked at
 * this level is its own administrator's to change, so it is.
 */
export function patchAccountSettings(asked: Asked): Answer {
  const { account, asker, changer } = asked
  const refused = refusedOf(asked) ?? withoutRole(asked)
  if (refused) return refused
  const values = valuesFor(asked, accountOptions)
  if ('refused' in values) return values.refused
  return takeChange(values.of, notHeld, (kept) => {
    const all = { ...kept, ...forced(kept, (option) => accountBody(account, option)) }
    changer.setAccountSettings(account.id, all, asker.id)
  })
}

/** PATCH /accounts/{id}/lock_settings: true locks for everybody, false lets them choose again. */
export function patchAccountLocks(asked: Asked): Answer {
  const { account, asker, changer } = asked
  const refused = refusedOf(asked) ?? withoutRole(asked)
  if (refused) return refused
  const values = valuesFor(asked, lockOptions)
  if ('refused' in values) return values.refused
  const { locked } = account
  return takeLocks(values.of, { level: 'account', locked, isHeld: notHeld }, (paths) => {
    changer.setAccountLocks(account.id, paths, asker.id)
  })
}

/** PATCH /groups/{id}/settings. What is locked for everybody is taken and not changed. */
export const patchGroupSettings = ofGroup((asked, group) => {
  const { account, asker, changer } = asked
  const refused = withoutRole(asked)
  if (refused) return refused
  const values = valuesFor(asked, groupOptions)
  if ('refused' in values) return values.refused
  return takeChange(values.of, isHeldFor(asked), (kept) => {
    const all = { ...kept, ...forced(kept, (option) => groupBody(account, group, option)) }
    changer.setGroupSettings(account.id, group.id, all, asker.id)
  })
})

/** PATCH /groups/{id}/lock_settings. What is locked for everybody is locked here, whatever is said. */
export const patchGroupLocks = ofGroup((asked, group) => {
  const { account, asker, changer } = asked
  const refused = withoutRole(asked)
  if (refused) return refused
  const values = valuesFor(asked, lockOptions)
  if ('refused' in values) return values.refused
  const locking = { level: 'group', locked: group.locked, isHeld: isHeldFor(asked) } as const
  return takeLocks(values.of, locking, (paths) => {
    changer.setGroupLocks(account.id, group.id, paths, asker.id)
  })
})

/** Who was an administrator when they consented, and is none any more. */
const withoutRole = ({ account, asker }: Asked): Answer | null =>
  isAdmin(account, asker.id) ? null : noPermission()

const notHeld = () => false

const isHeldFor =
  ({ account }: Asked) =>
  (path: string): boolean =>
    account.locked.some((lock) =>
      [lock, ...heldByLock(lock)].some((held) => path === held || path.startsWith(`${held}.`)),
    )

type Values = { of: JsonObject } | { refused: Answer }

/** The values that a request has by path, each in the option that is its own. */
function valuesFor(asked: Asked, options: readonly LevelOption[]): Values {
  const body = bodyOf(asked.call)
  if (!body) return { refused: invalidParameter('body') }
  const option = optionOf(asked, options)
  if (!option) return { refused: invalidParameter('option') }
  const of = leavesOf(body)
  const odd = Object.keys(of).find((path) => !isOf(option, options, path))
  return odd === undefined ? { of } : { refused: invalidParameter(odd) }
}

/** Where there is no option of a path's own, it is among the general ones. */
const isOf = (option: LevelOption, options: readonly LevelOption[], path: string): boolean => {
  const own = optionOfPath(path)
  return (options.includes(own) ? own : 'general') === option
}

type Locking = {
  readonly level: Level
  /** What is locked by now. */
  readonly locked: readonly string[]
  readonly isHeld: (path: string) => boolean
}

function takeLocks(
  values: JsonObject,
  { level, locked, isHeld }: Locking,
  apply: (paths: readonly string[]) => void,
): Answer {
  const odd = Object.entries(values).find(
    ([path, value]) => typeof value !== 'boolean' || !canLock(level, path),
  )
  if (odd) return invalidParameter(odd[0])
  return takeChange(values, isHeld, (kept) => {
    const others = locked.filter((path) => !Object.hasOwn(kept, path))
    apply([...others, ...Object.keys(kept).filter((path) => kept[path] === true)])
  })
}

/**
 * Passcode, waiting room and signing in may not all be off for everybody, either: Zoom turns the
 * waiting room on. Source: its notes on security in its API.
 */
function forced(kept: JsonObject, body: (option: LevelOption) => JsonObject): JsonObject {
  const value = (path: string): Json | undefined =>
    kept[path] ?? valueAt(body(optionOfPath(path)), path)
  const isGuarded = guards.some((path) => value(path) === true)
  return isGuarded ? {} : { 'meeting_security.waiting_room': true }
}

const guards = [
  'meeting_security.waiting_room',
  'meeting_security.meeting_password',
  'meeting_authentication',
]
