import { buildPack as build } from '#lib/evidence-packs/build-pack'
import type { JobPayload } from '#lib/jobs/jobs'
import { withDue } from '#lib/jobs/with-due'

/** Builds an evidence pack that was asked for. */
export const buildPack = (payload: JobPayload) => withDue('build-pack', payload, build)
