import pino from 'pino'
import { env } from './env'

/** Never logged, whoever should try. */
const neverLogged = ['token', 'password', 'passcode', 'email', 'authorization', 'cookie']

/** Neither by itself nor one level down. */
export const redact = { paths: neverLogged.flatMap((name) => [name, `*.${name}`]), remove: true }

/** One line of JSON an event. Ids and codes only: what a person wrote or Zoom said stays out. */
export const log = pino({
  level: env().LOG_LEVEL,
  base: { process: process.title === 'node' ? 'touchline' : process.title },
  redact,
})
