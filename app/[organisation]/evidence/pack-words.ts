import { formatDate } from '#lib/core/dates'
import { lastMoment } from '#lib/evidence-packs/make-pack'
import type { Pack } from '#lib/evidence-packs/get-pack'
import type { Face } from '#lib/core/status'

/** `1 November 2026 to 23 November 2026`: the first day and the last. */
export function periodWords(pack: Pick<Pack, 'from' | 'until'>): string {
  const [first, last] = [formatDate(pack.from), formatDate(lastMoment(pack))]
  return first === last ? first : `${first} to ${last}`
}

type Standing = 'being made' | 'ready' | 'failed' | 'deleted'

/** How a pack stands now: one whose time is over is deleted, whether or not that was done yet. */
export function standingOf({ state, deleteAfter }: Pack, now: Date): Standing {
  if (state === 'requested' || state === 'building') return 'being made'
  return state === 'ready' && deleteAfter <= now ? 'deleted' : state
}

export const standingFaces: Readonly<Record<Standing, { face: Face; words: string }>> = {
  'being made': { face: 'due_soon', words: 'Being made' },
  ready: { face: 'met', words: 'Ready' },
  failed: { face: 'not_met', words: 'Not made' },
  deleted: { face: 'not_applicable', words: 'Deleted' },
}

/** `312 KB`, `4.2 MB`. */
export function sizeWords(bytes: number): string {
  const kilobytes = bytes / 1000
  return kilobytes < 1000
    ? `${Math.max(1, Math.round(kilobytes))} KB`
    : `${(kilobytes / 1000).toFixed(1)} MB`
}
