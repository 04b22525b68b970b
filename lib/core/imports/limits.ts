import { day_ms } from '../durations'

/** What one file may hold. Next's own limit of a form is just above `bytes`. */
export const importLimits = {
  /** 10,000 rows of an export with 20 columns. */
  bytes: 2_000_000,
  rows: 10_000,
  columns: 100,
} as const

/** How long a file that nobody finishes with is kept. */
export const importKept_days = 14

/** The same while nobody has said what its columns are: until then it holds all that was exported. */
export const unsaidKept_days = 2

/** When it is erased, by whether somebody has said what its columns are. */
export const eraseImportAt = (uploadedAt: Date, columnsSaid: boolean) =>
  new Date(uploadedAt.getTime() + (columnsSaid ? importKept_days : unsaidKept_days) * day_ms)
