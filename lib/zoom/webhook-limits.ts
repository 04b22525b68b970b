/** Zoom's largest events are a few kilobytes. */
export const body_bytes_max = 256 * 1024

/** Zoom's tokens have 22 characters. */
export const plain_token_max = 200
