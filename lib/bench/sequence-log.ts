import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mkdtempSync } from 'node:fs'
import pg from 'pg'
import { roleUrl } from '../database/role-url'
import { folderStore } from '../transparency-log/log-store'
import { batch_max, sequenceRecords } from '../transparency-log/sequence-records'
import { beside, type Figure } from './figure'

const [rounds, warmUp] = [8, 2]

/**
 * One batch of what is pending getting its places in the log, tiles included, beside bare inserts of
 * the same rows in one statement. Each round adds to a log that is larger by a batch.
 */
export async function benchSequenceLog(n = batch_max): Promise<Figure[]> {
  const client = new pg.Client({ connectionString: roleUrl('migrator') })
  await client.connect()
  const store = folderStore(mkdtempSync(join(tmpdir(), 'touchline-bench-log-')))
  try {
    await client.query(`set role delivery`)
    for (let round = 0; round < rounds + warmUp; round += 1) {
      await client.query('insert into log.pending (entry) select unnest($1::bytea[])', [hashes(n)])
    }
    await client.query(`reset role; set role owner;
      create table log.bare (like log.entries including all)`)
    const entries = Array.from({ length: rounds + warmUp }, () => hashes(n))
    let size = 0
    const figure = await beside({
      ...{ name: 'log-sequenced', n, rounds, warmUp },
      figure: async () => {
        const { trouble } = await sequenceRecords(new Date(), store)
        if (trouble !== null) throw new Error(trouble)
      },
      floor: async () => {
        await client.query(
          `insert into log.bare select $1::bigint + place - 1, entry, now()
           from unnest($2::bytea[]) with ordinality as added (entry, place)`,
          [size, entries[size / n]],
        )
        size += n
      },
    })
    return [figure]
  } finally {
    await client.query('drop table if exists log.bare').catch(() => {})
    await client.end()
  }
}

const hashes = (n: number) => Array.from({ length: n }, () => randomBytes(32))
