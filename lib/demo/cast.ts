import type { Post } from '../core/posts'

/** Who can sign in to the demo, and as what. Everybody here is made up. */
export type Person = { key: string; name: string; email: string; is: string }

const person = (key: string, name: string, is: string): Person => ({
  key,
  name,
  email: `${key}@example.org`,
  is,
})

export const body: DemoBody = {
  name: 'National Gymnastics',
  slug: 'national-gymnastics',
  lead: 'alex',
}

export type DemoBody = { name: string; slug: string; lead: string }

export type DemoClub = {
  name: string
  /** Who founds it by accepting the body's invitation: its first welfare officer. */
  officer: string
  /** Others with a post in it. */
  posts: readonly { person: string; role: Post }[]
  coaches: readonly DemoCoach[]
}

export type DemoCoach = { person: string; teams: string; joins?: 'not yet' }

const coach = (key: string, teams: string): DemoCoach => ({ person: key, teams })

/** One club that is fine, one that falls short, one that could not be checked. */
export const clubs: readonly DemoClub[] = [
  {
    name: 'Elmfield Acro',
    officer: 'wendy',
    posts: [],
    coaches: [
      coach('maya', 'Acro, under 14s'),
      coach('tom', 'Beginners'),
      coach('sam', 'Display team'),
    ],
  },
  {
    name: 'Hartley Gymnastics',
    officer: 'robin',
    posts: [{ person: 'ines', role: 'administrator' }],
    coaches: [
      coach('sam', 'Under 11s floor'),
      coach('jo', 'Squad'),
      coach('priya', 'Rhythmic, beginners'),
      coach('ben', 'Tumbling'),
      coach('rosa', 'Recreational'),
      coach('grace', 'Under 8s'),
      coach('nell', 'Floor, under 9s'),
      coach('theo', 'Beam, under 13s'),
      { ...coach('lewis', 'Trampoline'), joins: 'not yet' },
    ],
  },
  {
    name: 'Northgate Trampoline',
    officer: 'olu',
    posts: [],
    coaches: [
      coach('hana', 'Under 12s'),
      coach('dina', 'Double mini'),
      coach('owen', 'Under 16s'),
      coach('kit', 'Beginners'),
    ],
  },
]

/** Everybody who can sign in, in the order in which they are shown. */
export const cast: readonly Person[] = [
  person('alex', 'Alex Marsh', `safeguarding lead of ${body.name}`),
  person('wendy', 'Wendy Ashdown', 'welfare officer of Elmfield Acro (all is well)'),
  person('robin', 'Robin Hart', 'welfare officer of Hartley Gymnastics (falls short)'),
  person('olu', 'Olu Adeyemi', 'welfare officer of Northgate Trampoline (could not be checked)'),
  person(
    'ines',
    'Ines Moreau',
    'administrator of Hartley Gymnastics, who connected its own Zoom account',
  ),
  person('sam', 'Sam Okafor', 'coach at Hartley and at Elmfield, with private meetings as well'),
  person('maya', 'Maya Lindqvist', 'coach at Elmfield, nothing to mend'),
  person('tom', 'Tom Bright', 'coach at Elmfield, nothing to mend'),
  person('jo', 'Jo Penrose', 'coach at Hartley, with an open door'),
  person('priya', 'Priya Nair', 'coach at Hartley, with two things to mend'),
  person(
    'rosa',
    'Rosa Adair',
    'coach at Hartley, who lets Touchline mend: some done, one locked, more to do',
  ),
  person('ben', 'Ben Carver', 'coach at Hartley, whose meetings are not sorted yet'),
  person('grace', 'Grace Iwu', 'coach at Hartley, has not connected Zoom'),
  person('nell', 'Nell Arden', 'coach at Hartley, checked by the club’s own Zoom account'),
  person('theo', 'Theo Blake', 'the same, with another address in Zoom than on the club’s list'),
  person('lewis', 'Lewis Tan', 'invited to coach at Hartley, has not accepted'),
  person('hana', 'Hana Sato', 'coach at Northgate, with one piece of advice'),
  person('dina', 'Dina Farouk', 'coach at Northgate, removed Touchline at Zoom'),
  person('owen', 'Owen Price', 'coach at Northgate, whose Zoom says too little'),
  person('kit', 'Kit Lowe', 'coach at Northgate, whose waiting room could not be read'),
]

/** The person of this key. Only keys of the cast are asked for. */
export function personOf(key: string, among: readonly Person[] = cast): Person {
  const found = among.find((each) => each.key === key)
  if (!found) throw new Error(`nobody in the cast is called ${key}`)
  return found
}
