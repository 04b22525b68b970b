import { clubGroups, type ClubGroup } from '#lib/core/clubs-headline'

/** Which clubs an address asks for. A word that we do not know asks for nothing. */
export type Asked = {
  group?: ClubGroup | undefined
  name?: string | undefined
  after?: string | undefined
  before?: string | undefined
}

export function askedOf(search: Record<string, string | string[] | undefined>): Asked {
  const text = (name: string) => {
    const value = search[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const group = clubGroups.find((each) => each === search['group'])
  return { group, name: text('name'), after: text('after'), before: text('before') }
}
