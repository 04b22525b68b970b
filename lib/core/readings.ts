import type { JsonObject } from './canonical-json'

/** The bodies of Zoom's API that controls are judged on, each read and stored by itself. */
export const bodyKinds = [
  /** GET /users/me */
  'user',
  /** GET /users/{id}/settings */
  'user_settings',
  /** GET /users/{id}/settings?option=meeting_security */
  'user_meeting_security',
  /** GET /accounts/{id}/settings */
  'account_settings',
  /** GET /accounts/{id}/settings?option=meeting_security */
  'account_meeting_security',
  /** GET /accounts/{id}/lock_settings */
  'account_lock_settings',
  /** GET /accounts/{id}/lock_settings?option=meeting_security */
  'account_lock_meeting_security',
  /** GET /groups/{id}/settings */
  'group_settings',
  /** GET /groups/{id}/settings?option=meeting_security */
  'group_meeting_security',
  /** GET /groups/{id}/lock_settings */
  'group_lock_settings',
  /** GET /groups/{id}/lock_settings?option=meeting_security */
  'group_lock_meeting_security',
  /** GET /meetings/{id}; of a series, with each of its next times, as opened by itself. */
  'meeting',
] as const

export type BodyKind = (typeof bodyKinds)[number]

/**
 * Why something could not be checked. The first three pass by themselves or by an action; the rest
 * say what Zoom does not tell on this plan or at this level.
 */
export const couldNotCheckReasons = [
  /** Zoom did not answer, or answered with an error of its own. */
  'zoom_down',
  /** The token is dead: revoked, expired, or the user left the account. */
  'not_connected',
  /** The consent lacks a scope that this needs. */
  'not_granted',
  /** Zoom says that this plan or this level does not have it. */
  'not_readable',
  /** The meeting or user was not there when asked for. */
  'not_found',
  /** The body was not of a shape we know: truncated, too large, of another type. */
  'unreadable_body',
  /** The body was read and has no such field. Absent is not off. */
  'field_absent',
] as const

export type CouldNotCheckReason = (typeof couldNotCheckReasons)[number]

/** One body as projected (secrets replaced, see projection.ts), or why there is none. */
export type Reading =
  | { readonly read: true; readonly body: JsonObject }
  | { readonly read: false; readonly reason: CouldNotCheckReason }

/** What was read of one account, whatever the level. A kind that was never asked for is absent. */
export type AccountReadings = { readonly [kind in Exclude<BodyKind, 'meeting'>]?: Reading }
