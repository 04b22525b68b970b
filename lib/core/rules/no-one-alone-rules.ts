import type { Rule } from './rule'
import { said } from './said'
import { everywhere } from './steps'

const coach = 'The coach who holds the session'
const group = 'sessions'

/** M06 to M08: no adult is alone with a child. */
export const noOneAlone: readonly Rule[] = [
  said({
    id: 'M06',
    group,
    level: 'MUST',
    title: 'Two suitable adults are there from the first minute to the last',
    why: 'If one adult is taken ill or drops out, the other is still there. And neither is ever alone with a child.',
    from: ['S4', 'S5', 'S12', 'S14', 'S15', 'S16'],
    who: 'The coach, and the second adult',
    mend: everywhere(
      'Ask a second adult whom the club has checked.',
      'Name them in the session, so that they can run it.',
      'Both join before the children, and leave after them.',
    ),
    untold:
      'Zoom says whether another host is named, which rule Z16 shows. It does not say who came.',
  }),
  said({
    id: 'M07',
    group,
    level: 'MUST',
    title: 'No adult is alone with a child online, also not in messages',
    why: 'Harm needs a place where nobody looks. A session that others can see and join is no such place.',
    from: ['S4', 'S5', 'S7', 'S14', 'S22'],
    who: coach,
    mend: everywhere(
      'End what only you and one child were part of.',
      'Write to parents from now on, not to the child.',
      'If it happened, tell your welfare officer when and why.',
    ),
    untold: 'Zoom knows who was there. Touchline does not ask, since these are children’s names.',
  }),
  said({
    id: 'M08',
    group,
    level: 'PROFILE',
    title: 'Where one-to-one is allowed, a parent agreed, is there, and it is written down',
    why: 'Some sports allow one coach and one child. Then a parent beside the child takes the place of the second adult.',
    from: ['S3', 'S20'],
    who: coach,
    mend: everywhere(
      'Ask your governing body whether it is allowed at all.',
      'Ask the parent to agree, and to stay in the room.',
      'Write down the day, the reason, and that the parent was there.',
    ),
  }),
]
