import type { Context } from '../context'
import type { CouldNotCheckReason, Reading } from '../core/readings'
import { newId } from '../ids'
import { zoomClient } from '../zoom/client'
import { listGroups } from '../zoom/list-groups'
import { listUsers } from '../zoom/list-users'
import {
  accountKinds,
  groupKinds,
  readLevelSettings,
  type LevelKind,
} from '../zoom/read-level-settings'
import { accountBudget } from '../zoom-budgets/account-budget'
import type { AccountToRead } from './account-to-read'
import type { Asking } from './asking'
import type { Begun } from './begin-audit'
import { comeTo } from './come-to'
import type { Answered, Gathered, GroupToKeep } from './gathered'
import type { Progress } from './track-progress'
import { zoomAccess } from './zoom-access'

/** The account's bodies, and the lists of its groups and users. */
const account_steps = accountKinds.length + 2

/**
 * Reads a club's own account out of Zoom: what is set and locked for all of it and for each of its
 * groups, and who is in it. Nobody's own settings or meetings: each host that is a coach has an audit
 * of their own. What could not be read is in the answer with its reason; a free account has nothing
 * of this to read, which is no gap.
 */
export async function askClubAccount(
  ctx: Context,
  { connectionId, queuedAt }: Begun,
  account: AccountToRead,
  progress: Progress,
  clock: () => Date,
): Promise<Gathered> {
  progress.expect(account_steps)
  const client = zoomClient(zoomAccess(ctx, connectionId, clock), accountBudget(connectionId))
  const asking = { client, progress, clock }
  const answered: Answered[] = []
  for (const kind of accountKinds) answered.push(await ask(asking, kind, connectionId))
  const listed = await listGroups(client)
  progress.step()
  const groups = listed.ok ? listed.items.map((group) => withId(account, group)) : null
  progress.expect(account_steps + (groups?.length ?? 0) * groupKinds.length)
  for (const { id, zoomGroupId } of groups ?? []) {
    for (const kind of groupKinds) answered.push(await ask(asking, kind, id, zoomGroupId))
  }
  const users = await listUsers(client)
  progress.step()
  const reasons = [
    ...answered.map(({ reading }) => reasonOf(reading)),
    listed.ok ? null : listed.reason,
    users.ok ? null : users.reason,
  ].filter((reason) => reason !== 'not_readable')
  return {
    ...{ connectionId, answered, listed: null, opened: [], newSessions: [] },
    account: { users: users.ok ? users.items : null, groups },
    ...comeTo(client, reasons, queuedAt, clock()),
  }
}

const withId = ({ groupIds }: AccountToRead, group: Omit<GroupToKeep, 'id'>): GroupToKeep => ({
  ...group,
  id: groupIds.get(group.zoomGroupId) ?? newId(),
})

async function ask(
  { client, progress, clock }: Asking,
  bodyKind: LevelKind,
  subjectId: string,
  zoomGroupId?: string,
): Promise<Answered> {
  const reading = await readLevelSettings(client, bodyKind, zoomGroupId)
  progress.step()
  return { bodyKind, subjectId, reading, readAt: clock() }
}

const reasonOf = (reading: Reading): CouldNotCheckReason | null =>
  reading.read ? null : reading.reason
