import { z } from 'zod'
import type { AuditStage } from '../core/audit-words'
import { id } from '../ids'
import { query } from '../query'
import { auditSeen, type AuditSeen } from './audit-seen'

export type AuditProgress = { stage: AuditStage; progress: AuditSeen['progress'] }

/** How far an audit has come: one row, for whoever watches it. Throws `not_found`. */
export const getAuditProgress = query({
  permission: 'audit.read',
  input: z.object({ auditId: id }),
  async run(tx, ctx, { auditId }): Promise<AuditProgress> {
    const { stage, progress } = await auditSeen(tx, ctx, auditId)
    return { stage, progress }
  },
})
