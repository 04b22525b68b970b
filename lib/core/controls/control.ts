import type { Json } from '../canonical-json'
import type { AlertControlId, ControlId, ControlResult, Judgement, Level } from '../results'
import type { Asks } from './ask'
import type { Fix } from './fix'
import type { Settings } from './settings'

/** What a profile sets for one control, by name. */
export type Parameters = { readonly [name: string]: Json }

/** How to mend something, one step a line, to be followed with Zoom open. */
export type MendSteps = { readonly web: readonly string[]; readonly phone: readonly string[] }

/** The same for settings, which stand elsewhere for everybody in an account, or in a group of it. */
export type SettingsMend = MendSteps & { readonly account: MendSteps; readonly group: MendSteps }

/** A rule for the settings of one user, group or account. */
export type SettingsRule = (settings: Settings, parameters: Parameters) => Judgement

/** What is locked for everybody in an account and, of a group, what is locked there beside that. */
export type Locks = { readonly account: Settings; readonly group?: Settings }

/** A rule for what an administrator has locked. */
export type LocksRule = (locks: Locks, parameters: Parameters) => Judgement

/** A rule for one meeting. What the meeting leaves to its host's settings, `host` decides. */
export type MeetingRule = (meeting: Settings, host: Settings, parameters: Parameters) => Judgement

/**
 * One checkable statement. A changed rule is a new version; results keep the version that made
 * them. A level without a rule is a level where Zoom has no such setting.
 */
export type Control = {
  readonly id: ControlId
  readonly version: number
  /** How strongly it is asked for unless a profile says otherwise. */
  readonly level: Level
  /** The rule in plain words. */
  readonly title: string
  /** What to say when an account does not meet it. */
  readonly headline: string
  /** What to say when a meeting does not meet it; the same as `headline` where absent. */
  readonly meetingHeadline?: string
  /** Why it matters, in plain words. */
  readonly why: string
  /** Where the rule comes from. `date` is the source's own (ISO 8601, day or month); many have none. */
  readonly source: { readonly text: string; readonly date?: string }
  /** How to mend the host's own settings, or those of their account or group. */
  readonly mend: MendSteps | SettingsMend
  /** How to mend one meeting, where that differs. */
  readonly meetingMend?: MendSteps
  /** The host; the account's administrator too, where a setting may be locked for the host. */
  readonly whoCanMend: 'host' | 'host_or_administrator' | 'administrator'
  /**
   * What of the host's own settings Touchline can change with their consent, so that the rule is
   * met. Absent where Zoom has no such setting, or the right value is for a person to say.
   */
  readonly fixUser?: Fix
  /** The same for one meeting. */
  readonly fixMeeting?: Fix
  /** Follows from other results, so it opens no finding of its own. */
  readonly derived: boolean
  /** Where it is nothing but settings that have to stand so: which. Then the rules follow from it. */
  readonly settingsAsks?: Asks
  /** The same for one meeting. */
  readonly meetingAsks?: Asks
  readonly evaluateUser?: SettingsRule
  readonly evaluateAccount?: SettingsRule
  readonly evaluateGroup?: SettingsRule
  readonly evaluateMeeting?: MeetingRule
  /** For an account and its groups: what it makes of their locks. */
  readonly evaluateLocks?: LocksRule
  /** For a derived control: what it makes of the meeting's other results. */
  readonly deriveFromMeeting?: (others: readonly ControlResult[]) => Judgement
}

/** A control that only an alert opens: words, and no rule. */
export type AlertControl = Omit<
  Control,
  | 'id'
  | 'evaluateUser'
  | 'evaluateAccount'
  | 'evaluateGroup'
  | 'evaluateMeeting'
  | 'evaluateLocks'
  | 'deriveFromMeeting'
  | 'settingsAsks'
  | 'meetingAsks'
  | 'fixUser'
  | 'fixMeeting'
> & { readonly id: AlertControlId }
