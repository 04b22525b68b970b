import type { Tx } from '#db/tenant'
import { actorUserId, type Context } from '../context'
import { askingLimits } from '../core/asking-limits'
import { refuseBeyond } from '../trail/refuse-beyond'

const commands = {
  'credential.provide': {
    ...{ all: askingLimits.credentialsADay, ofOne: askingLimits.credentialsOfOneADay },
    words: (count: number) => `You have put in ${count} things today. Go on tomorrow.`,
    wordsOfOne: (count: number) =>
      `For this person, ${count} things were put in today. Go on tomorrow.`,
  },
  'appointment.offer': {
    ...{ all: askingLimits.offersADay, ofOne: askingLimits.offersToOneADay },
    words: (count: number) => `You have offered ${count} roles today. Go on tomorrow.`,
    wordsOfOne: (count: number) => `This person was offered ${count} roles today. Go on tomorrow.`,
  },
} as const

/**
 * Throws `too_many_attempts` where somebody has done so too often today, or for this person. What a
 * file says is a worker's, and does not count for who confirmed it.
 */
export async function refuseTooManyOf(
  tx: Tx,
  ctx: Context,
  command: keyof typeof commands,
  coachId: string,
): Promise<void> {
  const { all, ofOne, words, wordsOfOne } = commands[command]
  const by = actorUserId(ctx)
  const counted = { commands: [command] } as const
  await refuseBeyond(tx, ctx, all, { ...counted, by }, words(all.count))
  const one = { ...counted, detail: { coach: coachId } }
  await refuseBeyond(tx, ctx, ofOne, one, wordsOfOne(ofOne.count))
}
