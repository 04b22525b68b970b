import NextAuth, { type NextAuthConfig } from 'next-auth'
import { env, required } from '../env'
import { derivedSecret } from '../secrets'
import { loginAdapter } from './login-adapter'
import { loginCookie, loginLife_ms } from './login-cookie'

const life_s = loginLife_ms / 1000

/**
 * next-auth reads logins and ends them. It neither mails nor takes codes, and none of its own
 * addresses exist here: it would use up a mailed link on the first GET, which mail scanners send,
 * has one secret for the link and the code, and does not count wrong tries. `issue-code.ts` and
 * `use-code.ts` do that, and make the login through the same adapter.
 *
 * `trustHost`: nothing here depends on the host. The cookie's name and the redirect are fixed, and
 * `proxy.ts` has already replaced X-Forwarded-Host by the address in the settings.
 */
const config = (): NextAuthConfig => ({
  adapter: loginAdapter(),
  providers: [],
  secret: derivedSecret(required('TOUCHLINE_SECRET'), 'sign-in'),
  trustHost: true,
  // Never renewed: the cookie could not be, where a page is only read.
  session: { strategy: 'database', maxAge: life_s, updateAge: life_s },
  useSecureCookies: true,
  cookies: {
    sessionToken: loginCookie,
    // Ours carry no address to go back to: where next-auth sets this one, it is gone at once.
    callbackUrl: {
      name: '__Host-touchline.unused',
      options: { ...loginCookie.options, maxAge: 0 },
    },
  },
  callbacks: { redirect: () => env().APP_URL },
  logger: {
    // It would log and go on as if nobody were signed in. A database that is away is an error.
    error(error) {
      throw error
    },
    warn() {},
    debug() {},
  },
})

// Made anew for each request, so that a build needs no settings.
export const { auth, signOut } = NextAuth(config)
