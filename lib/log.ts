import pino from 'pino'
import { env } from './env'

/** One line of JSON an event. Ids and codes only: what a person wrote or Zoom said stays out. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: { process: process.title === 'node' ? 'touchline' : process.title },
  redact: {
    paths: ['*.token', '*.password', '*.passcode', '*.email', '*.authorization', '*.cookie'],
    remove: true,
  },
})
