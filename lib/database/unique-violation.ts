/** PostgreSQL's code for a value that had to be the only one. */
const uniqueViolation = '23505'

/** True where the database refused a row because its value is taken; drizzle wraps what pg throws. */
export function isUniqueViolation(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if ('code' in each && each.code === uniqueViolation) return true
  }
  return false
}
