export const minute_ms = 60_000
export const hour_ms = 60 * minute_ms
/** Of elapsed time: a day by the calendar can be an hour shorter or longer. */
export const day_ms = 24 * hour_ms
