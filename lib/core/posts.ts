import type { Role } from './permissions'

/** A post that somebody can be invited to; a coach comes in by a row of the register instead. */
export type Post = Extract<Role, 'welfare_officer' | 'administrator' | 'safeguarding_lead'>

const posts: readonly string[] = ['welfare_officer', 'administrator', 'safeguarding_lead']

export const isPost = (text: string): text is Post => posts.includes(text)

/** Which posts there are in each kind of organisation. */
export const postsOf = {
  governing_body: ['safeguarding_lead', 'administrator'],
  region: ['safeguarding_lead', 'administrator'],
  club: ['welfare_officer', 'administrator'],
  person: [],
} as const satisfies Record<string, readonly Post[]>

const words = {
  person: 'member',
  coach: 'coach',
  welfare_officer: 'welfare officer',
  administrator: 'administrator',
  safeguarding_lead: 'safeguarding lead',
  auditor: 'auditor',
  worker: 'Touchline',
  server: 'Touchline',
} as const satisfies Record<Role, string>

const isRole = (text: string): text is Role => Object.hasOwn(words, text)

/** A post as a heading or a choice: `Welfare officer`. */
export function roleTitle(role: string): string {
  const said = roleWords(role)
  return said.charAt(0).toUpperCase() + said.slice(1)
}

/** A post in plain words: `welfare officer`. */
export const roleWords = (role: string): string => (isRole(role) ? words[role] : role)
