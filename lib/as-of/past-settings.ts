import { z } from 'zod'
import type { Settings } from '#db/tenant'

/** Of which moment the past is asked, and, where that is another, as it was known when. */
export const instants = {
  at: z.date(),
  knownAt: z.date().optional(),
}

type Instants = { at: Date; knownAt?: Date | undefined }

/**
 * Has a transaction read the past: each table is then what it was at `at`, as far as it was known at
 * `knownAt`, so that every question of today can be asked of it, with `at` for now.
 */
export const pastSettings = ({ at, knownAt = at }: Instants): Settings => ({
  search_path: 'as_of, public',
  'app.as_of': at.toISOString(),
  'app.known_at': knownAt.toISOString(),
})
