import { isJobKind } from '#lib/jobs/jobs'
import { handle } from '../../workers/handlers'

/** A worker in a process of its own that does one thing, so that a test can kill it in the middle. */
const [kind = '', organisationId = '', subjectId = ''] = process.argv.slice(2)
if (isJobKind(kind)) await handle(kind, { organisationId, subjectId })
process.exit(0)
