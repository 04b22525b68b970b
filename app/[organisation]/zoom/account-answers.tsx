import { Notice } from '../../components/notice'

/** What was just answered about the club's own account, as the address says it. */
const answers = [
  'connected',
  'connected_again',
  'refused',
  'expired',
  'not_administrator',
  'unavailable',
  'disconnected',
  'mending',
  'stopped_mending',
] as const

export type AccountAnswer = (typeof answers)[number]

type Words = { tone: 'good' | 'warning' | 'information'; title: string; say: string }

const words: Record<AccountAnswer, Words> = {
  connected: {
    tone: 'good',
    title: 'The club’s Zoom account is connected',
    say: 'We look at it now, which takes less than a minute. Then we ask who in it is one of your coaches.',
  },
  connected_again: {
    tone: 'information',
    title: 'The club’s Zoom account is connected, as before',
    say: 'We took down what Zoom lets us read now, and look again. What you said of its people stays.',
  },
  refused: {
    tone: 'information',
    title: 'Somebody said no at Zoom',
    say: 'Nothing was connected, and nothing was read. You can connect whenever you like.',
  },
  expired: {
    tone: 'warning',
    title: 'That took too long, or was used before',
    say: 'Nothing was connected. An answer from Zoom is good for ten minutes, once, and only for whoever asked. Start again.',
  },
  not_administrator: {
    tone: 'warning',
    title: 'Only an administrator of the Zoom account can allow this',
    say: 'Zoom let Touchline see nothing of the club’s account, and nothing was connected. Ask whoever looks after the club’s Zoom account to sign in to Touchline and connect it; you can invite them under People. If this Zoom user had connected the account before, here or elsewhere, they have to do it there once more: Zoom keeps only the newest answer of each user.',
  },
  unavailable: {
    tone: 'warning',
    title: 'Zoom did not answer',
    say: 'Nothing was connected. Try again in a few minutes.',
  },
  disconnected: {
    tone: 'good',
    title: 'The club’s Zoom account is disconnected',
    say: 'We threw away the key to it. What was found until now stays on the club’s record. To be sure, you can also remove Touchline at Zoom, under your apps.',
  },
  mending: {
    tone: 'good',
    title: 'The club lets Touchline mend what you confirm',
    say: 'Nothing was changed by this. Where Zoom has still to be told, it says so below.',
  },
  stopped_mending: {
    tone: 'good',
    title: 'Touchline changes nothing in this account any more',
    say: 'What was changed stays as it is now. The checks go on.',
  },
}

export function AccountAnswerNotice({ answer }: { answer: string | undefined }) {
  const known = answers.find((each) => each === answer)
  if (!known) return null
  const { tone, title, say } = words[known]
  return (
    <Notice tone={tone} title={title} live>
      <p>{say}</p>
    </Notice>
  )
}
