/**
 * In how many whole lists of Zoom's a meeting, person or group must be missing before it counts as
 * gone: its lists have gaps, and one absence proves nothing.
 */
export const absences = 2
