/** A register's teams or tags, typed as one line: `Under 12s, Juniors`. */
export const teamsOf = (typed: string): string[] =>
  typed
    .split(/[,;/\n]/)
    .map((each) => each.trim())
    .filter((each) => each !== '')
