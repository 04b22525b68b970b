import { levels, type Level } from '#lib/core/results'
import { askedPage, askedText, type Search } from '../../edge/asked-text'

/** Which findings an address asks for. A word that we do not know asks for nothing. */
export type Asked = {
  state: 'open' | 'closed'
  level?: Level | undefined
  coachId?: string | undefined
  of?: 'account' | undefined
  /** Those whose risk is accepted, or asked to be. */
  risk?: 'accepted' | undefined
  /** Of the list by cause, counted from 1. */
  page?: string | undefined
  after?: string | undefined
  before?: string | undefined
}

/** Reads that from an address. */
export function askedOf(search: Search): Asked {
  return {
    state: search['state'] === 'closed' ? 'closed' : 'open',
    level: levels.find((each) => each === search['level']),
    coachId: askedText(search, 'coachId'),
    of: search['of'] === 'account' ? 'account' : undefined,
    risk: search['risk'] === 'accepted' ? 'accepted' : undefined,
    page: /^[1-9]\d{0,3}$/.exec(askedText(search, 'page') ?? '')?.[0],
    ...askedPage(search),
  }
}
