import { minute_ms } from './durations'

/**
 * How often what Zoom tells of a connection lets it be read in a day; counted back from now. Beyond
 * that, events are gathered and read once for all of them, so that a free account, of whose 2,000
 * requests a day we use a quarter at 3 or more an audit, keeps some for its daily check and for people.
 */
export const eventAudits = {
  aDay_max: 60,
  /** Of a meeting that goes on now, which is over by the time that events were gathered. */
  urgentADay_max: 90,
  gather_ms: 30 * minute_ms,
} as const
