import { headers } from 'next/headers'
import { networkOf } from '#lib/core/network'

/** The network that this request came from, for limits. */
export const askerNetwork = async () => networkOf((await headers()).get('x-forwarded-for'))
