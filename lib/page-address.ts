import { env } from './env'

/** The whole address of one of our pages, for what leaves the browser: an e-mail, a file. */
export const pageAddress = (path: string): string => env().APP_URL.replace(/\/$/, '') + path
