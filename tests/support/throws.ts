/** Says whether something throws, whatever it throws. */
export function throws(run: () => unknown): boolean {
  try {
    run()
    return false
  } catch {
    return true
  }
}
