import { coachFilters } from '#lib/core/coach-status'

export type Filter = (typeof coachFilters)[number]

/** Which coaches an address asks for. A word that we do not know asks for nothing. */
export type Asked = {
  filter?: Filter | undefined
  after?: string | undefined
  before?: string | undefined
}

export function askedOf(search: Record<string, string | string[] | undefined>): Asked {
  const text = (name: string) => {
    const value = search[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  const filter = coachFilters.find((each) => each === search['filter'])
  return { filter, after: text('after'), before: text('before') }
}
