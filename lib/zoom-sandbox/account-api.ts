import type { JsonObject } from '../core/canonical-json'
import type { Asked } from './asked'
import { json, type Answer } from './http'
import {
  accountBody,
  accountOptions,
  groupBody,
  groupOptions,
  lockBody,
  lockOptions,
} from './level-bodies'
import { pageSizeOf, pageToken, startOfPage } from './page-token'
import type { SandboxGroup } from './state'
import {
  invalidPageToken,
  invalidParameter,
  noAccount,
  noGroup,
  paidAccountsOnly,
} from './zoom-errors'

/** The refusal of what a free account does not have, or of another account's. */
export function refusedOf({ account, id }: Asked): Answer | null {
  if (id !== 'me' && id !== account.id) return noAccount(id)
  return account.plan === 'basic' ? paidAccountsOnly(account.id) : null
}

/** The form that is asked for; undefined for one that there is none of. */
export const optionOf = <Option extends string>({ call }: Asked, known: readonly Option[]) => {
  const asked = call.query.get('option') ?? 'general'
  return known.find((each) => each === asked)
}

/** GET /accounts/{id}/settings, in the shape that `option` asks for. */
export function getAccountSettings(asked: Asked): Answer {
  const option = optionOf(asked, accountOptions)
  const refused = refusedOf(asked)
  if (refused) return refused
  return option ? json(200, accountBody(asked.account, option)) : invalidParameter('option')
}

/** GET /accounts/{id}/lock_settings. */
export function getAccountLocks(asked: Asked): Answer {
  const option = optionOf(asked, lockOptions)
  const refused = refusedOf(asked)
  if (refused) return refused
  return option
    ? json(200, lockBody('account', asked.account.locked, option))
    : invalidParameter('option')
}

const listed = ({ id, name, memberIds }: SandboxGroup): JsonObject => ({
  id,
  name,
  total_members: memberIds.length,
})

/** GET /groups: one page of an account's groups. */
export function listGroups({ store, call, account }: Asked): Answer {
  if (account.plan === 'basic') return paidAccountsOnly(account.id)
  const size = pageSizeOf(call.query)
  if (size === null) return invalidParameter('page_size')
  const page = { of: `${account.id} groups`, size }
  const from = startOfPage(call.query.get('next_page_token'), page, store.now())
  if (from === null) return invalidPageToken()
  const { groups } = account
  return json(200, {
    groups: groups.slice(from, from + size).map(listed),
    total_records: groups.length,
    next_page_token: pageToken(page, from, groups.length, store.now()),
  })
}

/** A request about a group of a paid account. */
export const ofGroup =
  (answer: (asked: Asked, group: SandboxGroup) => Answer) =>
  (asked: Asked): Answer => {
    const { account, id } = asked
    if (account.plan === 'basic') return paidAccountsOnly(account.id)
    const group = account.groups.find((each) => each.id === id)
    return group ? answer(asked, group) : noGroup(id)
  }

/** GET /groups/{id}/settings, in the shape that `option` asks for. */
export const getGroupSettings = ofGroup((asked, group) => {
  const option = optionOf(asked, groupOptions)
  return option ? json(200, groupBody(asked.account, group, option)) : invalidParameter('option')
})

/** GET /groups/{id}/lock_settings. */
export const getGroupLocks = ofGroup((asked, { locked }) => {
  const option = optionOf(asked, lockOptions)
  return option ? json(200, lockBody('group', locked, option)) : invalidParameter('option')
})
