import { signOffFilters, type SignOffFilter } from '#lib/core/sign-offs/filters'
import { askedPage, askedText, type Search } from '../../edge/asked-text'

/** Which of the list an address asks for. A word that we do not know asks for nothing. */
export type Asked = {
  show?: SignOffFilter | undefined
  policy?: string | undefined
  after?: string | undefined
  before?: string | undefined
}

export function askedOf(search: Search): Asked {
  const show = signOffFilters.find((each) => each === search['show'])
  return { show, policy: askedText(search, 'policy'), ...askedPage(search) }
}
