import type { JobKind, JobPayload } from '#lib/jobs/jobs'
import { acceptance } from './acceptance'
import { askSignOffs } from './ask-sign-offs'
import { auditSchedule } from './audit-schedule'
import { buildPack } from './build-pack'
import { deletePack } from './delete-pack'
import { deliverStatus } from './deliver-status'
import { endShare } from './end-share'
import { eraseOrigin } from './erase-origin'
import { eraseImport } from './erase-import'
import { erasePerson } from './erase-person'
import { eraseReference } from './erase-reference'
import { exemption } from './exemption'
import { judgeAgain } from './judge-again'
import { judgeClub } from './judge-club'
import { judgePeople } from './judge-people'
import { judgePerson } from './judge-person'
import { judgePreview } from './judge-preview'
import { judgeSigned } from './judge-signed'
import { keepRecords } from './keep-records'
import { lapseStatement } from './lapse-statement'
import { mailInvitation } from './mail-invitation'
import { makeMend } from './make-mend'
import { makeRun } from './make-run'
import { openAlert } from './open-alert'
import { proveStatus } from './prove-status'
import { readAccount } from './read-account'
import { remind } from './remind'
import { renewTokens } from './renew-tokens'
import { sendNotice } from './send-notice'
import { sessionWarning } from './session-warning'
import { workEvents } from './work-events'
import { workImport } from './work-import'

type Handler = (payload: JobPayload) => Promise<void>

/** Who does what. A kind of job without a handler does not compile. */
const handlers = {
  acceptance,
  'ask-sign-offs': askSignOffs,
  'erase-origin': eraseOrigin,
  'audit-schedule': auditSchedule,
  'read-account': readAccount,
  'make-mend': makeMend,
  'make-run': makeRun,
  'renew-tokens': renewTokens,
  'work-events': workEvents,
  'open-alert': openAlert,
  'judge-club': judgeClub,
  'deliver-status': deliverStatus,
  'judge-again': judgeAgain,
  'judge-people': judgePeople,
  'judge-person': judgePerson,
  'judge-signed': judgeSigned,
  'erase-reference': eraseReference,
  'erase-person': erasePerson,
  'keep-records': keepRecords,
  exemption,
  'judge-preview': judgePreview,
  'end-share': endShare,
  'build-pack': buildPack,
  'delete-pack': deletePack,
  'session-warning': sessionWarning,
  'lapse-statement': lapseStatement,
  'work-import': workImport,
  'erase-import': eraseImport,
  'mail-invitation': mailInvitation,
  'prove-status': proveStatus,
  remind,
  'send-notice': sendNotice,
} satisfies Record<JobKind, Handler>

export const handle = (kind: JobKind, payload: JobPayload): Promise<void> => handlers[kind](payload)
