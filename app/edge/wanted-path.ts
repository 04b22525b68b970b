import * as paths from '#lib/core/paths'

type Query = Readonly<Record<string, string | string[] | undefined>>

/** Where somebody wanted to go before they were asked to sign in, as a page's address says it; else empty. */
export const wantedPath = ({ returnTo }: Query) => paths.safeReturnTo(returnTo, '')
