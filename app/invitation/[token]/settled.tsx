import * as paths from '#lib/core/paths'
import type { FoundInvitation } from '#lib/invitations/find-invitation'
import { ButtonLink } from '../../components/button'

/** An invitation that can no longer be accepted: what became of it, and what to do now. */
export function Settled({ found, mine }: { found: FoundInvitation; mine: boolean }) {
  const { title, say } = wordsFor(found, mine)
  return (
    <div className="grid justify-items-start gap-4">
      <h1>{title}</h1>
      <p>{say}</p>
      <ButtonLink href={paths.me()}>Go to my page</ButtonLink>
    </div>
  )
}

function wordsFor({ state, organisation: { name } }: FoundInvitation, mine: boolean) {
  if (state === 'expired') {
    return {
      title: 'This invitation is too old',
      say: `Ask ${name} to send it again. You will get a new e-mail with a new link.`,
    }
  }
  if (state === 'withdrawn') {
    return {
      title: 'This invitation is no longer open',
      say: `${name} took it back, or sent a newer one. Look for the newest e-mail, or ask ${name}.`,
    }
  }
  return mine
    ? { title: 'You have accepted this already', say: `You are in. ${name} is on your page.` }
    : {
        title: 'Somebody has accepted this already',
        say: `An invitation is for one person. Ask ${name} for one of your own.`,
      }
}
