/**
 * Next calls this once, before the server answers anything. It compiles it for a second runtime
 * too, which nothing here runs in and which has none of Node: there, the branch is left out.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { correctRequests } = await import('#lib/correct-requests')
    correctRequests()
  }
}
