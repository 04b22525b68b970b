import { setTimeout as wait } from 'node:timers/promises'
import { env } from '#lib/env'
import { errorForLog } from '#lib/error-for-log'
import { log } from '#lib/log'
import { askTimeStamp } from '#lib/transparency-log/ask-time-stamp'
import { askWitnesses, witnessesOfSettings } from '#lib/transparency-log/ask-witnesses'
import { keepLog } from '#lib/transparency-log/keep-log'

/**
 * Every SWEEP_SECONDS: what was recorded gets its place in the log, and the tree is signed and
 * published. Whoever is to sign it as well is asked beside that, so that nobody holds it up. Before
 * anything else each witness is asked what it has seen: a database that was restored may have less.
 */
export async function keepLogUntil(signal: AbortSignal): Promise<void> {
  await tried('the witnesses could not be asked', () => witnessed(true))
  let asking: Promise<unknown> = Promise.resolve()
  let isAsking = false
  while (!signal.aborted) {
    const trouble = await tried('the log could not be kept', () => keepLog(new Date()))
    if (!isAsking) {
      isAsking = true
      // Where it stands still, a witness may be why: what it has seen is asked again.
      asking = askOthers(trouble !== null).finally(() => (isAsking = false))
    }
    await wait(env().SWEEP_SECONDS * 1000, undefined, { signal }).catch(() => {})
  }
  await asking
}

async function askOthers(anew: boolean): Promise<void> {
  const { TSA_URL } = env()
  const stamped = async () => (TSA_URL === undefined ? false : askTimeStamp(new Date(), TSA_URL))
  await Promise.all([
    tried('the witnesses could not be asked', () => witnessed(anew)),
    tried('no time-stamp could be asked for', stamped),
  ])
}

const witnessed = async (anew: boolean) =>
  askWitnesses(new Date(), await witnessesOfSettings(), { anew })

async function tried<Result>(
  what: string,
  run: () => Promise<Result>,
): Promise<Result | undefined> {
  try {
    return await run()
  } catch (error) {
    log.warn(errorForLog(error), what)
    return undefined
  }
}
