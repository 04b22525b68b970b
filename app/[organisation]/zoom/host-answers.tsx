import { Notice } from '../../components/notice'

const words: Readonly<Record<string, { title: string; say: string }>> = {
  host_confirmed: {
    title: 'Thank you',
    say: 'We check their Zoom settings and their coming meetings now. That takes less than a minute.',
  },
  host_confirmed_own: {
    title: 'Thank you',
    say: 'They have connected this Zoom account themselves and share it with the club, so we check it by that, and not twice.',
  },
  host_dismissed: {
    title: 'Thank you',
    say: 'We read nothing of theirs. Your reason stays on the club’s record.',
  },
  host_reopened: {
    title: 'Taken back',
    say: 'We ask you again who they are. Until you say so, we read nothing of theirs.',
  },
  included: {
    title: 'It is a club session again',
    say: 'We check it now. Its name and time come back with the check.',
  },
}

/** What an officer just said of a person or a meeting in the club's account, as the address says it. */
export function HostAnswerNotice({ answer }: { answer: string | undefined }) {
  const known = answer === undefined ? undefined : words[answer]
  if (!known) return null
  return (
    <Notice tone="good" title={known.title} live>
      <p>{known.say}</p>
    </Notice>
  )
}
