import { levels, type Level } from '#lib/core/results'

/** Which findings an address asks for. A word that we do not know asks for nothing. */
export type Asked = {
  state: 'open' | 'closed'
  level?: Level | undefined
  coachId?: string | undefined
  after?: string | undefined
  before?: string | undefined
}

export function askedOf(search: Record<string, string | string[] | undefined>): Asked {
  const text = (name: string) => {
    const value = search[name]
    return typeof value === 'string' && value !== '' ? value : undefined
  }
  return {
    state: search['state'] === 'closed' ? 'closed' : 'open',
    level: levels.find((each) => each === search['level']),
    coachId: text('coachId'),
    after: text('after'),
    before: text('before'),
  }
}
