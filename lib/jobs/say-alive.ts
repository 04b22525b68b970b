import { systemPool } from '../database/pools'

/** Says that this worker process lives, for the health page. */
export async function sayAlive(worker: string, now: Date): Promise<void> {
  await systemPool().query('select worker_seen($1, $2)', [worker, now])
}
