import { mailPending } from '#lib/invitations/mail-pending'
import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'

/** Mails one of many invitations that somebody asked for at once. */
export const mailInvitation = (payload: JobPayload) =>
  withDue('mail-invitation', payload, mailPending)
