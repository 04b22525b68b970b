import type { Context } from '../../context'
import type { PackPeriod, PackRows } from '../collect-pack'
import { jsonFile, type PackFile } from '../pack-file'
import { oscalText, oscalVersion } from './oscal-text'
import { reviewedControls } from './reviewed-controls'
import { stableId } from './stable-id'

export const planPath = 'oscal/assessment-plan.json'

/** The plan that the assessment results name: what was to be checked, and by what. */
export function assessmentPlan(ctx: Context, period: PackPeriod, rows: PackRows): PackFile {
  const { organisation } = ctx
  const [from, until] = [period.from.toISOString(), period.until.toISOString()]
  return jsonFile(planPath, 'OSCAL assessment plan', {
    'assessment-plan': {
      uuid: stableId('assessment-plan', organisation.id, from, until),
      metadata: {
        title: oscalText(`How ${organisation.name} is checked`),
        'last-modified': until,
        version: '1',
        'oscal-version': oscalVersion,
      },
      // No system security plan was written: the club’s Zoom accounts are what is checked.
      'import-ssp': { href: '#none' },
      'reviewed-controls': reviewedControls(rows),
    },
  })
}
