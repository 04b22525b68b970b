import { day_ms } from '../core/durations'

/** How long a login lasts, whatever happens in between; then one signs in again. */
const loginLife_days = 30
export const loginLife_ms = loginLife_days * day_ms

/**
 * Where the browser keeps a login. `__Host-` makes it refuse one that another host or a plain
 * connection tries to set. Browsers take a `Secure` cookie from http://localhost, too: it never
 * leaves the machine. `Lax`, so that a link in an e-mail finds one signed in.
 */
export const loginCookie = {
  name: '__Host-touchline.login',
  options: { httpOnly: true, secure: true, sameSite: 'lax', path: '/' },
} as const
