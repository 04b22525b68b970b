import { inNoTenant } from '#db/tenant'
import { state } from '#db/schema/log'
import { sequencerPool } from '../database/pools'
import { log } from '../log'
import { logKeys, type LogKeys } from './log-keys'
import { logStore, type LogStore } from './log-store'
import { publishCheckpoint } from './publish-checkpoint'
import { batch_max, sequenceRecords } from './sequence-records'

/**
 * Gives all that is pending its place, signs the tree that there is then, and publishes it. What is
 * wrong is written down, for the health of the installation and the public page. Returns it, or null.
 */
export async function keepLog(
  now: Date,
  { store, keys }: { store: LogStore; keys: LogKeys | null } = ofSettings(),
): Promise<string | null> {
  const trouble = await bringUpToDate(now, store, keys)
  await writeState(now, trouble)
  return trouble
}

const ofSettings = () => ({ store: logStore(), keys: logKeys() })

async function bringUpToDate(
  now: Date,
  store: LogStore,
  keys: LogKeys | null,
): Promise<string | null> {
  for (;;) {
    const batch = await sequenceRecords(now, store)
    if (batch.trouble !== null) return batch.trouble
    if (batch.taken < batch_max) break
  }
  if (!keys) return null
  return (await publishCheckpoint(now, keys, store)).trouble
}

async function writeState(now: Date, trouble: string | null): Promise<void> {
  const before = await inNoTenant(sequencerPool(), async (tx) => {
    const [row] = await tx.select().from(state)
    const isSame = row !== undefined && row.trouble === trouble
    const troubleSince = trouble === null ? null : isSame ? row.troubleSince : now
    const said = { lookedAt: now, trouble, troubleSince }
    await tx.insert(state).values(said).onConflictDoUpdate({ target: state.one, set: said })
    return row?.trouble ?? null
  })
  if (trouble !== null && trouble !== before) log.error({ trouble }, 'the log has stopped')
  if (trouble === null && before !== null) log.info('the log goes on')
}
