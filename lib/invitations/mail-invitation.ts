import type { Context } from '../context'
import { formatDate } from '../core/dates'
import { AppError } from '../core/errors'
import * as paths from '../core/paths'
import { roleWords } from '../core/posts'
import { env } from '../env'
import { errorForLog } from '../error-for-log'
import { log } from '../log'
import { sendMail } from '../mail/send-mail'

export type ToMail = {
  invitationId: string
  token: string
  expiresAt: Date
  purpose: 'member' | 'coach' | 'club'
  email: string
  role: string
  clubName: string | null
}

/**
 * Mails an invitation that has been written. Throws `unavailable` where the mail could not be sent:
 * the invitation stays, and can be sent again.
 */
export async function mailInvitation(ctx: Context, toMail: ToMail): Promise<void> {
  try {
    await sendMail({ to: toMail.email, ...textOf(ctx, toMail) })
  } catch (error) {
    log.warn(
      { ...errorForLog(error), invitation: toMail.invitationId },
      'an invitation was not mailed',
    )
    throw new AppError(
      'unavailable',
      'The invitation is made, but the e-mail could not be sent. Send it again in a few minutes.',
    )
  }
}

function textOf(ctx: Context, toMail: ToMail): { subject: string; text: string } {
  const from = ctx.organisation.name
  const who = ctx.actor.kind === 'user' ? `${ctx.actor.name} of ${from}` : from
  const { subject, first } = opening(toMail, from, who)
  const text = [
    'Hello,',
    first,
    'To see what this means, and to accept, open this link:',
    env().APP_URL.replace(/\/$/, '') + paths.invitation(toMail.token),
    `It works until ${formatDate(toMail.expiresAt)}, for one person. Please do not pass it on.`,
    'If you did not expect this, do nothing: nobody gets to see anything of yours.',
    'Touchline keeps online coaching safe for children.',
  ].join('\n\n')
  return { subject, text: `${text}\n` }
}

function opening({ purpose, role, clubName }: ToMail, from: string, who: string) {
  if (purpose === 'coach') {
    return {
      subject: `${from} asks you to connect Zoom to Touchline`,
      first: `${who} asks you, as one of its coaches, to join it in Touchline. Touchline checks that the online sessions you coach are set up safely. It takes about 3 minutes on a phone.`,
    }
  }
  if (purpose === 'club') {
    return {
      subject: `${from} invites ${clubName ?? 'your club'} to Touchline`,
      first: `${who} invites ${clubName ?? 'your club'} to Touchline, with you as its first ${roleWords(role)}. Touchline checks that the club’s online coaching is set up safely for children.`,
    }
  }
  return {
    subject: `${from} invites you to Touchline`,
    first: `${who} invites you to help there as ${roleWords(role)}.`,
  }
}
