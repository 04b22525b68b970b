import type { Audit } from '#lib/audits/get-audit'
import type { AuditStage } from '#lib/core/audit-words'
import { counted } from '#lib/core/dates'
import type { ClubJudgement } from './club-judgements'

const underWay: Readonly<Record<Exclude<AuditStage, 'finished'>, string>> = {
  queued: 'Waiting to check Zoom',
  running: 'Checking Zoom now',
  judging: 'Zoom was read. The rules are being looked at',
}

/** What the check says, in a line: never that all is well while anything is unknown or not judged. */
export function auditHeadline(audit: Audit, judgements: readonly ClubJudgement[]): string {
  if (audit.stage !== 'finished') return underWay[audit.stage]
  const judged = judgements.flatMap((each) => each.audit.judged ?? [])
  const sum = (of: 'met' | 'notMet' | 'couldNotCheck') =>
    judged.reduce((total, each) => total + each[of], 0)
  if (judged.length < judgements.length) return underWay.judging
  const unknown = sum('couldNotCheck')
  if (sum('notMet') > 0) return `${counted(sum('notMet'), 'rule')} not met`
  if (unknown > 0) return `${counted(unknown, 'rule')} could not be checked`
  if (audit.complete !== true) return 'Zoom did not tell us everything'
  if (sum('met') > 0) return 'Every rule that was checked is met'
  return judgements.length > 0 ? 'Zoom was read, and nothing was judged' : 'Zoom was read'
}
