import type { OpenedTime } from '../core/each-time'
import type { MendRow } from './move-mend'

type Planned = { readonly time: OpenedTime | null }

/** When the one time of a series takes place that is changed; null where it is all of it. */
export const timeAt = ({ time }: Planned): Date | null =>
  time?.startsAt ? new Date(time.startsAt) : null

/** What a mend keeps of that time. */
export const oneTimeOf = (planned: Planned): Pick<MendRow, 'occurrenceId' | 'occurrenceAt'> => ({
  occurrenceId: planned.time?.id ?? null,
  occurrenceAt: timeAt(planned),
})
