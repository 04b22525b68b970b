import { z } from 'zod'

/** The form of the manifest: a reader of another version must not guess. */
export const manifestVersion = 2

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const moment = z.iso.datetime()

/** A file of the body, as the manifest lists it. */
export const listedFile = z.strictObject({
  path: z.string().regex(/^[a-z0-9][a-z0-9.-]*(\/[a-z0-9][a-z0-9.@-]*)*$/),
  bytes: z.number().int().nonnegative(),
  sha256: hash,
  media_type: z.string(),
  role: z.string(),
})

/**
 * `manifest.json`, in RFC 8785 form: what the pack is about, the log that its body is pinned to (null
 * where there was none), what failed while it was made, what it does not show, and every other file.
 */
export const manifestShape = z.strictObject({
  manifest_version: z.literal(manifestVersion),
  generator: z.literal('touchline'),
  /** The folder that everything stands in. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  organisation: z.strictObject({ id: z.uuid(), name: z.string() }),
  period: z.strictObject({ from: moment, until: moment }),
  checkpoint: z
    .strictObject({ origin: z.string(), size: z.number().int().positive(), root: hash })
    .nullable(),
  profiles: z.array(z.string()),
  checks: z.strictObject({
    due: z.number().int(),
    ran: z.number().int(),
    complete: z.number().int(),
    days_without_a_complete_check: z.number().int(),
  }),
  failures: z.array(z.string()),
  does_not_show: z.array(z.string()),
  files: z.array(listedFile),
})

export type Manifest = z.output<typeof manifestShape>
