import type { Connection } from '#lib/zoom-connections/list-connections'
import { Notice } from '../../components/notice'
import { NextStep } from './next-step'

/** What was just answered, by Zoom or by the person, as the address says it. */
export const answers = [
  'connected',
  'connected_again',
  'refused',
  'expired',
  'too_little',
  'unavailable',
  'shared',
  'stopped_sharing',
  'disconnected',
  'mending',
  'stopped_mending',
] as const

export type Answer = (typeof answers)[number]

type Words = { tone: 'good' | 'warning' | 'information'; title: string; say: string }

const words: Record<Answer, Words> = {
  connected: {
    tone: 'good',
    title: 'Zoom is connected',
    say: 'We look at it now, which takes less than a minute. Then we ask which of your meetings are club sessions: only those are anybody’s business.',
  },
  connected_again: {
    tone: 'information',
    title: 'Zoom is connected, as before',
    say: 'We took down what Zoom lets us do now. Your settings are checked as before.',
  },
  refused: {
    tone: 'information',
    title: 'You said no at Zoom',
    say: 'Nothing was connected, and nothing was read. You can connect whenever you like.',
  },
  expired: {
    tone: 'warning',
    title: 'That took too long, or was used before',
    say: 'Nothing was connected. An answer from Zoom is good for ten minutes, once, and only for whoever asked. Press “Connect Zoom” to start again.',
  },
  too_little: {
    tone: 'warning',
    title: 'Zoom did not tell us whose account it is',
    say: 'Nothing was connected. Try again, and leave everything ticked that Zoom asks about. Until then, nothing that was connected with this Zoom account before can be read either: Zoom keeps only your newest answer.',
  },
  unavailable: {
    tone: 'warning',
    title: 'Zoom did not answer',
    say: 'Nothing was connected. Try again in a few minutes.',
  },
  shared: {
    tone: 'good',
    title: 'The club sees it now',
    say: 'It sees your meeting settings, and the meetings that you say are its sessions.',
  },
  stopped_sharing: {
    tone: 'good',
    title: 'The club sees nothing new',
    say: 'What it was given until now stays on its record. You can share again at any time.',
  },
  disconnected: {
    tone: 'good',
    title: 'Zoom is disconnected',
    say: 'We threw away the key to your account. To be sure, you can also remove Touchline at Zoom, under your apps.',
  },
  mending: {
    tone: 'good',
    title: 'Touchline may mend settings for you',
    say: 'It changes only what you confirm, each time. You can stop it below.',
  },
  stopped_mending: {
    tone: 'good',
    title: 'Touchline changes nothing any more',
    say: 'What was changed until now stays as it is. Your checks go on as before.',
  },
}

export function AnswerNotice({
  answer,
  connections,
}: {
  answer: string | undefined
  connections: readonly Connection[]
}) {
  const known = answers.find((each) => each === answer)
  if (!known) return null
  const { tone, title, say } = words[known]
  return (
    <Notice tone={tone} title={title} live>
      <p>{say}</p>
      {known === 'connected' || known === 'connected_again' ? (
        <NextStep connections={connections} />
      ) : null}
    </Notice>
  )
}
