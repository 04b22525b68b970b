/** Zoom answers in well under a second. */
export const timeout_ms = 10_000

/** The largest answer that is read: 300 meetings of a list come to some 200,000 bytes. */
export const answer_bytes_max = 2 * 1024 * 1024

/** The most meetings that Zoom puts on one page of a list. */
export const page_size_max = 300

/** How many pages of a list are read: 6,000 meetings. */
export const pages_max = 20

/** How often one request is sent in all, where Zoom or the network fails. */
export const tries_max = 3

/** How often one request waits because Zoom asks for patience (429), which is no failure. */
export const waits_max = 8

/** The longest of these waits, and of those for a place in the account's budget. Where Zoom names a later time, it is not asked again by then. */
export const wait_max_ms = 10_000

/** How long the very first request of a client waits for a place in its account's budget. */
export const firstWait_max_ms = 1000

/** How many meetings are opened at once: a free account may be asked four times a second. */
export const meetings_at_once = 4

/** After so many requests in a row that came to nothing, Zoom is down and is left alone. */
export const failures_in_a_row_max = 3
