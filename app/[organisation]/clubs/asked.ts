import { clubGroups, type ClubGroup } from '#lib/core/clubs-headline'
import { askedPage, askedText, type Search } from '../../edge/asked-text'

/** Which clubs an address asks for. A word that we do not know asks for nothing. */
export type Asked = {
  group?: ClubGroup | undefined
  name?: string | undefined
  after?: string | undefined
  before?: string | undefined
}

export function askedOf(search: Search): Asked {
  const group = clubGroups.find((each) => each === search['group'])
  return { group, name: askedText(search, 'name'), ...askedPage(search) }
}
