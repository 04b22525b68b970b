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

export const eraseImportAt = (uploadedAt: Date) =>
  new Date(uploadedAt.getTime() + importKept_days * day_ms)
