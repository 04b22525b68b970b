import { asc, count, min } from 'drizzle-orm'
import { inNoTenant } from '#db/tenant'
import { asked, keys, pending, state } from '#db/schema/log'
import { edgePool } from '../database/pools'
import { latestCheckpoint } from './checkpoints'
import { timeStampName } from './time-stamp-name'

/** What anybody may know of the log. */
export type ShownLog = {
  /** The log's name; null where nothing was signed yet. */
  origin: string | null
  newest: { size: number; root: string; note: string; signedAt: Date; cosigned: number } | null
  /** How much was recorded and has no place yet, and since when. */
  waiting: number
  waitingSince: Date | null
  /** Why nothing is signed; null where all is well. */
  trouble: string | null
  troubleSince: Date | null
  keys: { vkey: string; fromSize: number }[]
  others: {
    name: string
    isTimeStamp: boolean
    doneAt: Date | null
    doneSize: number | null
    failure: string | null
    failingSince: Date | null
  }[]
}

/** The log as its public page shows it, for whoever asks. */
export async function showLog(): Promise<ShownLog> {
  return inNoTenant(edgePool(), async (tx) => {
    const newest = await latestCheckpoint(tx)
    const [wait] = await tx
      .select({ number: count(pending.seq), since: min(pending.markedAt) })
      .from(pending)
    const [found] = await tx.select().from(state)
    const used = await tx.select().from(keys).orderBy(asc(keys.fromSize), asc(keys.vkey))
    const others = await tx.select().from(asked).orderBy(asc(asked.who))
    return {
      origin: newest?.note.split('\n')[0] ?? null,
      newest: newest && { ...newest, cosigned: newest.cosignatures.length },
      waiting: wait?.number ?? 0,
      waitingSince: wait?.since ?? null,
      trouble: found?.trouble ?? null,
      troubleSince: found?.troubleSince ?? null,
      keys: used.map(({ vkey, fromSize }) => ({ vkey, fromSize })),
      others: others.map(({ who: name, doneAt, doneSize, failure, failingSince }) => ({
        ...{ name, doneAt, doneSize, failure, failingSince },
        isTimeStamp: name === timeStampName,
      })),
    }
  })
}
