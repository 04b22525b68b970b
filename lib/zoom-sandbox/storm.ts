import { diceFor, type Dice } from './dice'
import { crew, type FaultName, type Storm, type StormStep } from './storm-step'
import type { Treatment } from './webhooks'

/**
 * The same storm for the same seed, numbers and length. After the `accounts` of one person each come,
 * where there are `hosts`, a club's own account, and then each of its hosts.
 */
export function stormOf({
  seed,
  accounts,
  hosts = 0,
  seconds,
}: Pick<Storm, 'seed' | 'accounts' | 'seconds'> & { hosts?: number }): Storm {
  const length_ms = seconds * 1000
  const all = accounts + (hosts > 0 ? 1 + hosts : 0)
  const steps = [
    ...Array.from({ length: all }, (_, account) => {
      const dice = diceFor(seed, account)
      if (account < accounts) return ofAccount(dice, account, length_ms)
      return account === accounts
        ? ofClubAccount(dice, account, length_ms)
        : ofHost(dice, account, account === accounts + 1, length_ms)
    }).flat(),
    ...ofCrew(diceFor(seed, -2), length_ms),
    ...ofClock(diceFor(seed, -3), length_ms),
  ].toSorted((one, other) => one.at_ms - other.at_ms)
  const dice = diceFor(seed, -4)
  return { seed, accounts, hosts, seconds, steps, treatment: () => treatmentBy(dice) }
}

/** On average, for each account. */
const every_ms = {
  fault: 9_000,
  setting: 25_000,
  meeting: 30_000,
  event: 60_000,
  due: 20_000,
  mend: 40_000,
}

/** So many accounts let Touchline change settings: every fifth, from the first. */
export const mendsEvery = 5

const ofAccount = (dice: Dice, account: number, length_ms: number): StormStep[] => [
  ...ofUser(dice, account, length_ms),
  ...(account % mendsEvery === 0 ? mends(dice, account, length_ms) : []),
  ...ofTokens(dice, account, length_ms),
  ...removal(dice, account, length_ms),
]

/** Read with the account's tokens; of the first of them the club's officers mend what is open. */
const ofHost = (dice: Dice, account: number, isMended: boolean, length_ms: number): StormStep[] => [
  ...ofUser(dice, account, length_ms),
  ...(isMended ? mends(dice, account, length_ms) : []),
]

/** What concerns all of a club's hosts at once. */
const ofClubAccount = (dice: Dice, account: number, length_ms: number): StormStep[] => [
  ...faultsAt(dice, account, length_ms, [paths.account, paths.groups, paths.people]),
  ...dueAt(dice, account, length_ms),
  ...ofTokens(dice, account, length_ms),
]

const ofUser = (dice: Dice, account: number, length_ms: number): StormStep[] => [
  ...faultsAt(dice, account, length_ms, where),
  ...dice.moments(every_ms.setting, length_ms).map((at_ms): StormStep => {
    return { at_ms, kind: 'setting', account, ...dice.oneOf(settings) }
  }),
  ...dice.moments(every_ms.meeting, length_ms).map((at_ms): StormStep => {
    return { at_ms, kind: 'meeting', account, ...dice.oneOf(meetingSettings) }
  }),
  ...dice.moments(every_ms.event, length_ms).map((at_ms): StormStep => {
    return { at_ms, kind: 'event', account, event: dice.oneOf(events) }
  }),
  ...dueAt(dice, account, length_ms),
]

const faultsAt = (dice: Dice, account: number, length_ms: number, at: readonly string[]) =>
  dice.moments(every_ms.fault, length_ms).map((at_ms) => aFault(dice, account, at_ms, at))

const dueAt = (dice: Dice, account: number, length_ms: number) =>
  dice.moments(every_ms.due, length_ms).map((at_ms): StormStep => {
    return { at_ms, kind: 'due', account }
  })

const mends = (dice: Dice, account: number, length_ms: number) =>
  dice.moments(every_ms.mend, length_ms).map((at_ms): StormStep => {
    return { at_ms, kind: 'mend', account }
  })

/** Either way, so that findings open and close. */
const settings = [
  { path: 'in_meeting.who_can_share_screen', value: 'all' },
  { path: 'in_meeting.who_can_share_screen', value: 'host' },
  { path: 'meeting_security.waiting_room', value: false },
  { path: 'meeting_security.waiting_room', value: true },
  { path: 'in_meeting.private_chat', value: true },
  { path: 'in_meeting.private_chat', value: false },
  { path: 'schedule_meeting.join_before_host', value: true },
  { path: 'schedule_meeting.join_before_host', value: false },
  // Zoom leaves it out: nobody may take that for off.
  { path: 'schedule_meeting.join_before_host', value: null },
] as const

const meetingSettings = [
  { path: 'settings.waiting_room', value: false },
  { path: 'settings.waiting_room', value: true },
  { path: 'settings.join_before_host', value: true },
  { path: 'settings.join_before_host', value: false },
  { path: 'password', value: false },
  { path: 'password', value: true },
] as const

const events = ['meeting.started', 'meeting.ended', 'user.updated', 'meeting.risk_alert'] as const

const paths = {
  settings: '^/v2/users/[^/]+/settings',
  user: '^/v2/users/[^/?]+$',
  list: '^/v2/users/[^/]+/meetings',
  meeting: '^/v2/meetings/',
  api: '^/v2/',
  token: '^/oauth/token',
  account: '^/v2/accounts/',
  groups: '^/v2/groups',
  people: '^/v2/users\\?',
} as const

type Kind = { fault: FaultName; least?: number; most?: number; at?: string; times?: number }

/** The last three come seldom: each keeps a request, or its whole account, waiting for long. */
const kinds: readonly Kind[] = [
  { fault: 'limitedUntil', least: 1_000, most: 14_000 },
  { fault: 'limitedASecond', times: 3 },
  { fault: 'limitedSilently', times: 3 },
  { fault: 'broken', least: 500, most: 504, times: 4 },
  { fault: 'brokenAsPage', least: 502, most: 503, times: 4 },
  { fault: 'pageInstead', times: 2 },
  { fault: 'late', least: 100, most: 2_500, times: 3 },
  { fault: 'trickling', least: 200, most: 2_500, times: 2 },
  { fault: 'truncated', least: 1, most: 400, times: 4 },
  { fault: 'lost', times: 2 },
  { fault: 'dropped', times: 4 },
  { fault: 'meetingNotFound', at: paths.meeting },
]

const seldom: readonly Kind[] = [
  { fault: 'late', least: 10_500, most: 12_000 },
  { fault: 'limitedToday' },
  { fault: 'limitedAsPage' },
]

const where = [paths.settings, paths.user, paths.list, paths.meeting, paths.api] as const

function aFault(dice: Dice, account: number, at_ms: number, among: readonly string[]): StormStep {
  // A change is sent once, so that each of its faults is one of its own.
  if (dice.isTrue(0.08)) {
    const fault = dice.oneOf(['ignored', 'ignored', 'lost', 'dropped', 'broken', 'late'] as const)
    const of = { account, method: 'PATCH', path: paths.api, fault, amount: 500, times: 1 } as const
    return { at_ms, kind: 'fault', ...of }
  }
  const {
    fault,
    least = 0,
    most = 0,
    at,
    times = 1,
  } = dice.oneOf(dice.isTrue(0.03) ? seldom : kinds)
  return {
    at_ms,
    kind: 'fault',
    account,
    method: 'GET',
    path: at ?? dice.oneOf(among),
    fault,
    amount: dice.whole(least, most),
    times: dice.whole(1, times),
  }
}

const ofRefresh: readonly (FaultName | null)[] = [
  'lost',
  'lost',
  'late',
  'dropped',
  'broken',
  'truncated',
  null,
  null,
]

/** A token that Zoom refuses though it was renewed a moment ago is dead: never twice in this time. */
const renewals_apart_ms = 90_000

/**
 * Access tokens too old, or said to be so; and then, by chance, a refresh whose answer is lost once
 * or twice, comes late, or is an error.
 */
function ofTokens(dice: Dice, account: number, length_ms: number): StormStep[] {
  const steps: StormStep[] = []
  const first_ms = dice.share() * Math.min(length_ms, renewals_apart_ms)
  for (let at = first_ms; at < length_ms; at += renewals_apart_ms * (1 + dice.share())) {
    const at_ms = Math.round(at)
    const refused = dice.oneOf(['expiredToken', 'invalidToken'] as const)
    const once = { account, amount: 0, times: 1 } as const
    steps.push(
      dice.isTrue(0.7)
        ? { at_ms, kind: 'expire_access', account }
        : { at_ms, kind: 'fault', method: 'GET', path: paths.api, fault: refused, ...once },
    )
    const fault = dice.oneOf(ofRefresh)
    if (fault === null) continue
    const [amount, times] = [
      fault === 'late' ? 1_500 : fault === 'broken' ? 500 : 20,
      dice.whole(1, 3),
    ]
    const of = { account, method: 'POST', path: paths.token, fault, amount, times } as const
    steps.push({ at_ms, kind: 'fault', ...of })
  }
  return steps
}

/** One account in fifteen is lost for good. */
function removal(dice: Dice, account: number, length_ms: number): StormStep[] {
  const at_ms = Math.round(length_ms * (0.3 + dice.share() * 0.5))
  const told = dice.isTrue(0.5)
  return dice.isTrue(1 / 15) ? [{ at_ms, kind: 'remove_app', account, told }] : []
}

/** Killed in the middle of whatever they do, each at least once, and away for a moment or two. */
const ofCrew = (dice: Dice, length_ms: number): StormStep[] =>
  crew.flatMap((who) => {
    const first_ms = Math.round(dice.share() * length_ms * 0.7)
    return [first_ms, ...dice.moments(25_000, length_ms)].map((at_ms): StormStep => {
      return { at_ms, kind: 'kill', who, down_ms: dice.whole(0, 3_000) }
    })
  })

const ofClock = (dice: Dice, length_ms: number): StormStep[] =>
  dice.moments(15_000, length_ms).map((at_ms): StormStep => {
    return { at_ms, kind: 'skew', ms: dice.whole(-240, 240) * 1000 }
  })

/** Twice, late, after the next one, or signed by a clock that is out: half of all, each by chance. */
function treatmentBy(dice: Dice): Omit<Treatment, 'times'> | null {
  if (dice.isTrue(0.5)) return null
  return {
    copies: dice.isTrue(0.4) ? dice.whole(1, 2) : 0,
    holdBack: dice.isTrue(0.3),
    delay_ms: dice.isTrue(0.3) ? dice.whole(50, 2_000) : 0,
    skew_ms: dice.whole(-120, 120) * 1000,
  }
}
