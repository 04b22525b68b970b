import { randomBytes, randomInt } from 'node:crypto'
import { notFound } from '../core/errors'
import { loadState, saveState, type SandboxMeeting, type SandboxUser, type State } from './state'

/** The state of one stand-in Zoom, with its clock and its file. */
export type Store = {
  state: State
  now: () => Date
  /** Zoom takes a refresh token once more for a while; how long, nobody has said. */
  refreshGrace_ms: number
  /** To be called after each change: writes the file, where there is one. */
  changed: () => void
  /** Notes a value as a secret that was given out, and returns it. */
  secret: <Value extends string | number>(value: Value) => Value
}

export function openStore(file: string | undefined, now: () => Date): Store {
  const state = loadState(file)
  const known = new Set(state.secrets)
  return {
    state,
    now,
    refreshGrace_ms: 0,
    changed: () => {
      if (file !== undefined) saveState(file, state)
    },
    secret: (value) => {
      const text = String(value)
      if (!known.has(text)) state.secrets.push(text)
      known.add(text)
      return value
    },
  }
}

/** Zoom does not tell capitals from small letters in an address. */
export const isAddressOf = ({ email }: { email: string }, text: string): boolean =>
  email.toLowerCase() === text.toLowerCase()

/** The user of this id or e-mail address. Throws `not_found`. */
export function userOf({ state }: Store, idOrEmail: string): SandboxUser {
  const user = state.users.find((each) => each.id === idOrEmail || isAddressOf(each, idOrEmail))
  if (!user) throw notFound()
  return user
}

/** One of the user's meetings. Throws `not_found`. */
export function meetingOf(user: SandboxUser, meetingId: number): SandboxMeeting {
  const meeting = user.meetings.find(({ id }) => id === meetingId)
  if (!meeting) throw notFound()
  return meeting
}

/** Letters, figures, - and _, as Zoom's ids and tokens are made. */
export const randomText = (bytes: number) => randomBytes(bytes).toString('base64url')

/** A number of `digits` figures that does not begin with 0, as text. */
export const randomDigits = (digits: number) =>
  `${randomInt(1, 10)}${Array.from({ length: digits - 1 }, () => randomInt(10)).join('')}`

const letters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ'

const from = (alphabet: string, length: number) =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('')

/**
 * A passcode of ten characters, Zoom's longest: of figures, of letters alone (which looks like one
 * of Zoom's own words) or of both. Long enough never to stand in other text by chance.
 */
export function randomPasscode(): string {
  const style = randomInt(3)
  if (style === 0) return randomDigits(10)
  return style === 1 ? from(letters, 10) : from(`${letters}23456789`, 9) + randomInt(2, 10)
}
