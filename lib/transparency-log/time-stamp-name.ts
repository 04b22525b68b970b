/** How the time-stamping authority is called among those who are asked about checkpoints. */
export const timeStampName = 'time-stamp'
