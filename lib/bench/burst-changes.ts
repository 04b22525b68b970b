import type { BurstAccount } from './burst-accounts'
import { findingKey, noticeKey, type FirstSeen } from './burst-eye'
import { changeMeeting, changeSettings, findLinkInPublic } from './burst-zoom'

/** One thing that is changed in Zoom, and what opens by it. */
export type Change = {
  readonly account: BurstAccount
  readonly make: () => Promise<unknown>
  readonly finding: string
  /** What its host is told of: a session that is unsafe now, or this finding. */
  readonly tells:
    { readonly kind: 'session_unsafe'; readonly sessionId: string } | 'link_posted' | null
}

export type Sent = Change & {
  /** When it was made, in milliseconds. */
  readonly at: number
}

/** What is changed of each account: twice its settings, two of its sessions, and a link that is found. */
export function changesOf(account: BurstAccount): Change[] {
  const { zoomUser, connectionId, sessions } = account
  const [first, second, third] = sessions
  if (!first || !second || !third) throw new Error('an account has three sessions')
  const told = (sessionId: string) => ({ kind: 'session_unsafe', sessionId }) as const
  return [
    {
      account,
      make: () => changeSettings(zoomUser, { 'in_meeting.who_can_share_screen': 'all' }),
      finding: findingKey('Z03', connectionId),
      tells: null,
    },
    {
      account,
      make: () => changeSettings(zoomUser, { 'in_meeting.private_chat': true }),
      finding: findingKey('Z06a', connectionId),
      tells: null,
    },
    {
      account,
      make: () => changeMeeting(zoomUser, first.number, { 'settings.waiting_room': false }),
      finding: findingKey('Z02', first.id),
      tells: told(first.id),
    },
    {
      account,
      make: () => changeMeeting(zoomUser, second.number, { 'settings.join_before_host': true }),
      finding: findingKey('Z04', second.id),
      tells: told(second.id),
    },
    {
      account,
      make: () => findLinkInPublic(zoomUser, third.number),
      finding: findingKey('M02', third.id),
      tells: 'link_posted',
    },
  ]
}

/**
 * How long after what caused it the host's notice was there; undefined where none is to be, null where
 * none is. A session is unsafe by what is set for it, or for the whole account: by whichever was first.
 */
export function noticeAfter_ms(
  change: Sent,
  all: readonly Sent[],
  { findings, notices }: { findings: FirstSeen; notices: FirstSeen },
): number | null | undefined {
  const { account, tells } = change
  if (tells === null) return undefined
  const host = account.personOrganisationId
  if (tells === 'link_posted') {
    const findingId = findings.get(change.finding)?.id ?? ''
    const at = notices.get(noticeKey(tells, host, findingId))?.at
    return at === undefined ? null : at - change.at
  }
  const at = notices.get(noticeKey(tells.kind, host, tells.sessionId))?.at
  const causes = all.filter(
    (each) => each === change || (each.account === account && each.tells === null),
  )
  return at === undefined ? null : at - Math.min(...causes.map((each) => each.at))
}

/** The same order in every run, and no order that anybody chose. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return items
    .map((item) => ({ item, by: next() }))
    .toSorted((a, b) => a.by - b.by)
    .map(({ item }) => item)
}
