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
  if (judged.length < judgements.length) return underWay.judging
  // Clubs ask for the same rules: the most that one of them says, and not their sum.
  const most = (of: 'met' | 'notMet' | 'couldNotCheck') =>
    Math.max(0, ...judged.map((each) => each[of]))
  const [met, notMet, unknown] = [most('met'), most('notMet'), most('couldNotCheck')]
  if (notMet > 0) return `${counted(notMet, 'rule')} not met`
  if (audit.complete !== true) return 'Zoom did not tell us everything'
  if (unknown > 0) return `${counted(met, 'rule')} met, ${unknown} could not be checked`
  if (met > 0) return 'Every rule that was checked is met'
  return judgements.length > 0 ? 'Zoom was read, and nothing was judged' : 'Zoom was read'
}
