import { canonicalJson } from '../canonical-json'
import { counted } from '../dates'
import type { OpenedTime } from '../each-time'
import { sha256Hex } from '../sha256'
import type { MendChange } from './plan-mend'
import { isUnderWay, type MendState } from './states'
import { mendWords, type MendWords } from './words'

/**
 * So many sessions are changed in one go. Zoom allows a host a hundred changes a day, whichever app
 * makes them: two in five of them leave room for what they change themselves.
 */
export const runSessions_max = 40

/** One session's part of a run: what would be changed in it. */
export type RunItem = {
  readonly meetingId: string
  /** The one time of a series that is changed; null where it is all of it. */
  readonly time: OpenedTime | null
  readonly changes: readonly MendChange[]
}

/** The same change of several sessions, to be read once. */
export type ChangeGroup = Pick<MendChange, 'path' | 'name' | 'from' | 'to'> & {
  readonly sessions: number
}

/** Equal changes together, what concerns the most sessions first. */
export function groupChanges(items: readonly Pick<RunItem, 'changes'>[]): ChangeGroup[] {
  const groups = new Map<string, ChangeGroup>()
  for (const { path, name, from, to } of items.flatMap(({ changes }) => changes)) {
    const key = JSON.stringify([path, from, to])
    groups.set(key, { path, name, from, to, sessions: (groups.get(key)?.sessions ?? 0) + 1 })
  }
  return [...groups.values()].toSorted((a, b) => b.sessions - a.sessions)
}

/** Stands for exactly these changes of exactly these sessions. */
export const runMark = (items: readonly RunItem[]): string =>
  sha256Hex(
    canonicalJson(
      items
        .toSorted((a, b) => (a.meetingId < b.meetingId ? -1 : 1))
        .map(({ meetingId, time, changes }) => ({
          meeting: meetingId,
          time: time?.id ?? null,
          changes: changes.map(({ path, before, after }) => ({ path, before, after })),
        })),
    ),
  )

type Part = {
  readonly state: MendState
  readonly refusal: string | null
  readonly undoes: string | null
}

/** So many sessions that came to the same. */
export type CameToGroup = Pick<MendWords, 'status' | 'tag' | 'say'> & { readonly sessions: number }

export type RunProgress = {
  readonly total: number
  /** How many are neither to be sent nor to be read back any more. */
  readonly done: number
  readonly underWay: boolean
  readonly cameTo: readonly CameToGroup[]
}

/** How far a run is, and what its parts came to: each is said as what it was. */
export function runProgress(parts: readonly Part[]): RunProgress {
  const groups = new Map<string, CameToGroup>()
  for (const part of parts) {
    const { status, tag, say } = mendWords(part)
    const key = `${tag} ${say}`
    groups.set(key, { status, tag, say, sessions: (groups.get(key)?.sessions ?? 0) + 1 })
  }
  const waiting = parts.filter(({ state }) => isUnderWay(state)).length
  return {
    total: parts.length,
    done: parts.length - waiting,
    underWay: waiting > 0,
    cameTo: [...groups.values()].toSorted((a, b) => b.sessions - a.sessions),
  }
}

/** A run in one line, as the headline of its page. */
export function runHeadline(parts: readonly Part[], isPutBack: boolean): string {
  const { total, done, underWay } = runProgress(parts)
  if (underWay) return `${isPutBack ? 'Putting back' : 'Mending'}: ${done} of ${total} done`
  const is = (state: MendState) => parts.filter((part) => part.state === state).length
  const verb = isPutBack ? 'put back' : 'mended'
  if (is('proved') === total) return `${allOf(total)} ${verb}, and read back from Zoom`
  if (is('put_back') === total) return `${allOf(total)} mended, and put back later`
  const still = `${is('proved')} of ${counted(total, 'session')}`
  if (is('proved') === 0) return `No session is ${verb} now`
  return `${isPutBack ? 'Put back' : 'Mended'}: ${still}`
}

/** `All 12 sessions are`, and what that is for one or two. */
const allOf = (total: number): string =>
  total === 1 ? 'The session is' : total === 2 ? 'Both sessions are' : `All ${total} sessions are`
