import { z } from 'zod'
import { id } from '../ids'

/** Ids only: what the work is about is read from the database when it is done. */
const payload = z.object({ organisationId: id, subjectId: id })

/**
 * Everything that happens by itself. The kind is also that of the row in `due` which says when. A
 * job in the queue is only a hint to look at that row.
 */
export const jobs = {
  /** Starts the daily audit of a connection. Subject: the connection. Acts for its holder. */
  'audit-schedule': { payload, attempts: 10 },
  /** Reads one Zoom account. Subject: the audit. Acts for the holder. */
  'read-account': { payload, attempts: 3 },
  /** Makes a change in Zoom that was confirmed. Subject: the mend. Acts for the holder. */
  'make-mend': { payload, attempts: 3 },
  /** Makes changes in several sessions, one after the other. Subject: the run. Acts for the holder. */
  'make-run': { payload, attempts: 5 },
  /** Asks again for tokens where Zoom's answer was lost. Subject: the connection. For its holder. */
  'renew-tokens': { payload, attempts: 300 },
  /** Works what Zoom told of a connection. Subject: the connection. Acts for its holder. */
  'work-events': { payload, attempts: 10 },
  /** Opens the finding of an alert from Zoom. Subject: the alert. Acts for a club. */
  'open-alert': { payload, attempts: 10 },
  /** Judges what was read. Subject: the audit. Acts for a club. */
  'judge-club': { payload, attempts: 10 },
  /** Tells the bodies above a club how it stands now. Subject: the club. Acts for it. */
  'deliver-status': { payload, attempts: 10 },
  /** Judges a club again by rules that changed, from what was read before. Subject: the club. */
  'judge-again': { payload, attempts: 10 },
  /** Says how a club would stand under rules that are being written. Subject: the question. */
  'judge-preview': { payload, attempts: 5 },
  /** Ends what a club says of an account no longer shared. Subject: the connection. Acts for the club. */
  'end-share': { payload, attempts: 10 },
  /** What is due of an accepted risk: a decision from above, its end. Acts for its club. */
  acceptance: { payload, attempts: 10 },
  /** What is due of where rules do not apply: a decision from above, its lapse. For its club. */
  exemption: { payload, attempts: 10 },
  /** Builds an evidence pack. Subject: the pack. Acts for its club. */
  'build-pack': { payload, attempts: 5 },
  /** Deletes an evidence pack whose time is over. Subject: the pack. Acts for its club. */
  'delete-pack': { payload, attempts: 10 },
  /** Warns of a session that breaks a MUST. Subject: the session. Acts for its club. */
  'session-warning': { payload, attempts: 10 },
  /** Reminds a club's people of what they are to do by a day. Subject: the club. Acts for it. */
  remind: { payload, attempts: 10 },
  /** Compares what pages read of a club with its history. Subject: the club. Acts for it. */
  'prove-status': { payload, attempts: 10 },
  /** Mails a notice, for about three days. Subject: the notice. Acts for the person addressed. */
  'send-notice': { payload, attempts: 300 },
  /** Asks a club's people for what they are to sign. Subject: the club. Acts for it. */
  'ask-sign-offs': { payload, attempts: 10 },
  /** Judges a club and its people by what they signed and stated. Subject: the club. Acts for it. */
  'judge-signed': { payload, attempts: 10 },
  /** Erases from where somebody signed. Subject: the sign-off. Acts for its club. */
  'erase-origin': { payload, attempts: 10 },
  /** Judges somebody whose credential or role ends or begins. Subject: the coach. For their club. */
  'judge-person': { payload, attempts: 10 },
  /** Judges everybody on a register whose results are not what they come to. Subject: the club. */
  'judge-people': { payload, attempts: 10 },
  /** Erases the number of a record check. Subject: the credential. Acts for its club. */
  'erase-reference': { payload, attempts: 10 },
  /**
   * Erases somebody, once that is planned. Subject: the erasure. Acts for the club; or for a person, whose
   * own record it ends.
   */
  'erase-person': { payload, attempts: 10 },
  /** Erases what a club has kept for long enough. Subject: the club. Acts for it. */
  'keep-records': { payload, attempts: 10 },
  /** Says that a statement will lapse, and has it lapse. Subject: the statement. Acts for its club. */
  'lapse-statement': { payload, attempts: 10 },
  /** Looks at the rows of a file for the register, or writes them. Subject: the import. For its club. */
  'work-import': { payload, attempts: 20 },
  /** Erases a file that nobody finished with. Subject: the import. Acts for its club. */
  'erase-import': { payload, attempts: 10 },
  /** Mails one of many invitations. Subject: the invitation. Acts for its club. */
  'mail-invitation': { payload, attempts: 20 },
} as const satisfies Record<string, { payload: z.ZodType; attempts: number }>

export type JobKind = keyof typeof jobs
export type JobPayload = z.output<typeof payload>

/**
 * Whose turn comes first where there is more to do than places to do it: what somebody sees at once,
 * then what is new, then what tells others of it, and last what happens by the clock alone. So under a
 * burst what is begun ends soon, and what is new is gathered meanwhile.
 */
export const rankOf: { readonly [kind in JobKind]?: number } = {
  'open-alert': 0,
  'judge-club': 0,
  'session-warning': 0,
  'deliver-status': 2,
  'send-notice': 2,
}
export const usualRank = 1
export const rankByClock = 3

/** True for a kind that this version of the product knows. */
export const isJobKind = (kind: string): kind is JobKind => Object.hasOwn(jobs, kind)
