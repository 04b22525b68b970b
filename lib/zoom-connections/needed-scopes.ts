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
