import { coachFilters } from '#lib/core/coach-status'
import { askedPage, askedText, type Search } from '../../edge/asked-text'

export type Filter = (typeof coachFilters)[number]

/** Which coaches an address asks for. A word that we do not know asks for nothing. */
export type Asked = {
  filter?: Filter | undefined
  /** Only those who have this tag. */
  tag?: string | undefined
  after?: string | undefined
  before?: string | undefined
}

export function askedOf(search: Search): Asked {
  const filter = coachFilters.find((each) => each === search['filter'])
  return { filter, tag: askedText(search, 'tag'), ...askedPage(search) }
}
