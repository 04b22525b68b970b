import pg from 'pg'
import { vi } from 'vitest'
import type { LoginRole } from '#db/roles'
import { asRole } from './database'

type Broken<Result> = {
  readonly result?: Result
  readonly error?: unknown
  readonly struck: boolean
}

/**
 * Runs `work` while the server ends the connection once its nth query (counted from 1) is done and
 * before its answer is heard: as if the process were killed there. `struck` is false where there are
 * fewer queries: so the steps need not be known. What the role `spared` asks beside it goes on.
 */
export async function brokenAt<Result>(
  nth: number,
  work: () => Promise<Result>,
  spared?: LoginRole,
): Promise<Broken<Result>> {
  let [count, struck, armed] = [0, false, true]
  const real = Reflect.get(pg.Client.prototype, 'query')
  const kill = async (client: object) => {
    armed = false
    struck = true
    const pid: unknown = Reflect.get(client, 'processID')
    await asRole('superuser', (other) => other.query('select pg_terminate_backend($1)', [pid]))
  }
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...given: unknown[]
  ) {
    const run = (): unknown => Reflect.apply(real, this, given)
    if (!armed || given.some((each) => typeof each === 'function')) return run()
    if (Reflect.get(this, 'user') === spared) return run()
    count += 1
    if (count !== nth) return run()
    return (async () => {
      await run()
      await kill(this)
      throw new Error('the connection was lost')
    })()
  })
  try {
    return { result: await work(), struck }
  } catch (error) {
    return { error, struck }
  } finally {
    spy.mockRestore()
  }
}
