import * as paths from '#lib/core/paths'
import type { Search } from './asked-text'

/** Where somebody wanted to go before they were asked to sign in, as a page's address says it; else empty. */
export const wantedPath = ({ returnTo }: Search) => paths.safeReturnTo(returnTo, '')
