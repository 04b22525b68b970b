import { AppError } from '../core/errors'

/** One thing that Zoom is asked for, in its name for it and in words for the coach. */
export type NeededScope = { scope: string; classic: readonly string[]; reads: string; why: string }

/**
 * The least that a check can be made with, for an app that each person connects for themselves.
 * Granular names first (apps made since March 2024), then those of older apps. Source: Zoom's table
 * of granular scopes, October 2026.
 */
export const neededScopes: readonly NeededScope[] = [
  {
    scope: 'user:read:user',
    classic: ['user:read', 'user_profile'],
    reads: 'Which Zoom account is yours, and of which kind',
    why: 'So that we check the right account, and know which settings it can have.',
  },
  {
    scope: 'user:read:settings',
    classic: ['user:read'],
    reads: 'Your meeting settings',
    why: 'Whether there is a waiting room and a passcode, who may share a screen, who may chat.',
  },
  {
    scope: 'meeting:read:list_meetings',
    classic: ['meeting:read'],
    reads: 'The list of your coming meetings: name, time and length',
    why: 'So that you can say which are club sessions. Only you see this list.',
  },
  {
    scope: 'meeting:read:meeting',
    classic: ['meeting:read'],
    reads: 'The safety settings of your club sessions',
    why: 'A session can have other settings than your account. Other meetings are not opened.',
  },
]

/**
 * What it takes to mend settings from here: optional in the app, and needed only of who asked for
 * that. `reads` says what it changes.
 */
export const mendingScopes: readonly NeededScope[] = [
  {
    scope: 'user:update:settings',
    classic: ['user:write'],
    reads: 'Change your settings',
    why: 'To mend a setting of your account that you have confirmed.',
  },
  {
    scope: 'meeting:update:meeting',
    classic: ['meeting:write'],
    reads: 'Change a meeting of yours',
    why: 'To mend a setting of a club session that you have confirmed.',
  },
]

/**
 * The least with which a whole account can be checked, for the app that its administrator allows.
 * Source as above; those of older apps are one for each area.
 */
export const adminScopes: readonly NeededScope[] = [
  {
    scope: 'account:read:settings:admin',
    classic: ['account:read:admin'],
    reads: 'The settings of the whole account',
    why: 'New meetings begin with them: waiting room, passcode, who may share a screen or chat.',
  },
  {
    scope: 'account:read:lock_settings:admin',
    classic: ['account:read:admin'],
    reads: 'Which of these settings are locked',
    why: 'What is locked, no host can switch off.',
  },
  {
    scope: 'user:read:list_users:admin',
    classic: ['user:read:admin'],
    reads: 'The list of the account’s users: name, e-mail address, kind of licence',
    why: 'So that you can say who of them is a coach, and see a host whom nobody knows.',
  },
  {
    scope: 'user:read:user:admin',
    classic: ['user:read:admin'],
    reads: 'What kind of Zoom user a coach is',
    why: 'It decides which settings they can have. Read only of those whom you say are coaches.',
  },
  {
    scope: 'user:read:settings:admin',
    classic: ['user:read:admin'],
    reads: 'The meeting settings of your coaches',
    why: 'A coach can have other settings than the account. Read only of those whom you say are coaches.',
  },
  {
    scope: 'group:read:list_groups:admin',
    classic: ['group:read:admin'],
    reads: 'The list of the account’s groups',
    why: 'A group can have settings of its own.',
  },
  {
    scope: 'group:read:settings:admin',
    classic: ['group:read:admin'],
    reads: 'The settings of each group',
    why: 'They take the place of the account’s for everybody in the group.',
  },
  {
    scope: 'group:read:lock_settings:admin',
    classic: ['group:read:admin'],
    reads: 'Which settings are locked for a group',
    why: 'As for the account.',
  },
  {
    scope: 'meeting:read:list_meetings:admin',
    classic: ['meeting:read:admin'],
    reads: 'The list of your coaches’ coming meetings: name, time and length',
    why: 'In a club’s own account every meeting of a coach is a club session until you say otherwise.',
  },
  {
    scope: 'meeting:read:meeting:admin',
    classic: ['meeting:read:admin'],
    reads: 'The safety settings of these sessions',
    why: 'A session can have other settings than its host.',
  },
]

/** The same for a club's own account: optional in the app that its administrator allows. */
export const adminMendingScopes: readonly NeededScope[] = [
  {
    scope: 'user:update:settings:admin',
    classic: ['user:write:admin'],
    reads: 'Change the settings of your coaches',
    why: 'To mend a setting of a coach in the club’s account that one of you has confirmed.',
  },
  {
    scope: 'meeting:update:meeting:admin',
    classic: ['meeting:write:admin'],
    reads: 'Change the meetings of your coaches',
    why: 'To mend a setting of a club session that one of you has confirmed.',
  },
]

/** What was needed and is not among what Zoom says was granted (`scopes`: separated by spaces). */
export function missingScopes(
  scopes: string,
  needed: readonly NeededScope[] = neededScopes,
): readonly NeededScope[] {
  const granted = new Set(scopes.split(/\s+/))
  return needed.filter(
    ({ scope, classic }) => !granted.has(scope) && !classic.some((name) => granted.has(name)),
  )
}

/** The refusal where Zoom granted too little to know even whose account it is. */
export const grantedTooLittle = () =>
  new AppError(
    'invalid_input',
    'Zoom did not let Touchline see whose account this is. Connect again, and leave every box ticked at Zoom.',
  )
