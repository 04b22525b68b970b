import type { MendChange } from './plan-mend'
import type { MendState } from './states'
import type { SettingValue } from '../controls/fix'

/** How a mend stands, for a person: a state to colour it by, a few words, and what to do. */
export type MendWords = {
  readonly status: 'met' | 'not_met' | 'could_not_check' | 'not_checked' | 'not_applicable'
  readonly tag: string
  readonly title: string
  readonly say: string
}

const onItsWay = {
  status: 'not_checked',
  tag: 'On its way',
  title: 'We are asking Zoom',
  say: 'It takes less than a minute, and you may leave this page.',
} as const

const nothingChanged = (title: string, say: string): MendWords => ({
  ...{ status: 'not_met', tag: 'Not changed', title, say },
})

const words: Readonly<Record<MendState, MendWords>> = {
  confirmed: onItsWay,
  sent: onItsWay,
  accepted: {
    status: 'not_checked',
    tag: 'Being read back',
    title: 'Zoom said yes. We are reading it back',
    say: 'Only what we read back counts. It takes less than a minute, and you may leave this page.',
  },
  unclear: {
    status: 'not_checked',
    tag: 'Being read back',
    title: 'Zoom gave no clear answer. We are reading what it has',
    say: 'It takes less than a minute, and you may leave this page.',
  },
  refused: nothingChanged('Zoom said no', ''),
  over_budget: {
    ...nothingChanged(
      'Too many changes today',
      'Zoom allows 100 changes a day for one person, and today’s are used up. Nothing was sent. ' +
        'Try again tomorrow, or change it in Zoom yourself.',
    ),
    tag: 'Not sent: over today’s limit',
  },
  outdated: nothingChanged(
    'Zoom had something else by then',
    'It was changed in Zoom after you looked, so we sent nothing. We are checking again.',
  ),
  abandoned: nothingChanged(
    'It was not begun',
    'Either you stopped Touchline from mending settings, or we could not reach Zoom in time. ' +
      'Nothing was sent.',
  ),
  proved: {
    status: 'met',
    tag: 'Changed',
    title: 'Done, and read back from Zoom',
    say: 'Zoom now has what you confirmed.',
  },
  not_kept: {
    status: 'not_met',
    tag: 'Not changed',
    title: 'Zoom did not keep the change',
    say:
      'Most often an administrator of the Zoom account has locked it. Whoever looks after the ' +
      'account can unlock it, or change it for everybody.',
  },
  unproved: {
    status: 'could_not_check',
    tag: 'Not known',
    title: 'We could not read it back',
    say: 'Zoom took the change, but does not show us any more how it is set. So we do not know.',
  },
  put_back: {
    status: 'not_applicable',
    tag: 'Put back',
    title: 'Done, and put back later',
    say: 'You had it put back to what it was before.',
  },
}

const refusals: Readonly<Record<string, string>> = {
  not_granted:
    'Zoom has not been told that Touchline may change this. Connect Zoom again, and tick what lets it change settings.',
  not_connected: 'Zoom is no longer connected. Connect it again first.',
  not_found: 'Zoom does not find it any more. Nothing was changed.',
  not_readable: 'Your Zoom plan does not have this setting. Nothing was changed.',
  zoom_down: 'Zoom could not be reached, or did not take it. Nothing was changed. Try again.',
}

/** Zoom has again what was wrong before: true, and nothing to be green about. */
const wentBack: MendWords = {
  status: 'not_applicable',
  tag: 'Put back',
  title: 'Put back, and read back from Zoom',
  say: 'Zoom has again what it had before. What was wrong then is wrong again.',
}

/** What was asked to go back stayed safe: Zoom does not let the last protection go. */
const keptOn: MendWords = {
  status: 'not_applicable',
  tag: 'Zoom kept it on',
  title: 'Zoom did not put it back',
  say:
    'A session must have a passcode or a waiting room, so Zoom keeps one of them on by itself; or ' +
    'an administrator has locked it. It is as it was after the change.',
}

/** What to say of a mend as it stands; of one that Zoom refused, why. */
export function mendWords(mend: {
  readonly state: MendState
  readonly refusal: string | null
  readonly undoes: string | null
}): MendWords {
  const { state, refusal, undoes } = mend
  if (state === 'proved' && undoes !== null) return wentBack
  if (state === 'not_kept' && undoes !== null) return keptOn
  if (state !== 'refused') return words[state]
  return { ...words.refused, say: refusals[refusal ?? ''] ?? 'Nothing was changed.' }
}

/** What Zoom was read back to have, in words where they are known. */
export function readBackWords(change: MendChange, now: SettingValue | null | undefined): string {
  if (now === change.after) return change.to
  if (now === change.before) return change.from
  return now === null || now === undefined ? 'Zoom does not say' : 'Something else'
}
