import { isAppError } from '../core/errors'

/** True where `run` did it, false where somebody else had changed it meanwhile. */
export async function unlessConflict(run: () => Promise<void>): Promise<boolean> {
  try {
    await run()
    return true
  } catch (error) {
    if (isAppError(error, 'conflict')) return false
    throw error
  }
}
