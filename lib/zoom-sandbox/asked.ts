import type { JsonObject } from '../core/canonical-json'
import type { Answer, Call } from './http'
import type { SandboxAccount, SandboxUser } from './state'
import type { Store } from './store'

/** What the world does of what an app asks for: as where a person does it, events included. */
export type Changer = {
  /** `by` is the id of whoever consented to the app that asks. */
  setUserSettings(userId: string, values: JsonObject, by?: string): void
  setMeeting(userId: string, meetingId: number, values: JsonObject, by?: string): void
  setAccountSettings(accountId: string, values: JsonObject, by?: string): void
  setAccountLocks(accountId: string, paths: readonly string[], by?: string): void
  setGroupSettings(accountId: string, groupId: string, values: JsonObject, by?: string): void
  setGroupLocks(accountId: string, groupId: string, paths: readonly string[], by?: string): void
}

/** A request of an app that may ask at all. */
export type Asked = {
  store: Store
  call: Call
  /** Whose consent the token is, and the account that they are in. */
  asker: SandboxUser
  account: SandboxAccount
  /** What stands in the path; empty where nothing does. */
  id: string
  /** Whether the consent holds the endpoint's scope for everybody in the account. */
  forAll: boolean
  /** The scope that it would take. */
  allScope: string
  changer: Changer
  /** Counts one change of one of this host's meetings: the refusal where it is too many. */
  takeChange(hostId: string): Answer | null
}
