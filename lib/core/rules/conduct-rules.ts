import type { Rule } from './rule'
import { said } from './said'
import { duringSession, everywhere } from './steps'

const coach = 'The coach who holds the session'
const group = 'sessions'

/** M14 to M21: how people behave in a session, which is agreed to rather than seen. */
export const conductRules: readonly Rule[] = [
  said({
    id: 'M14',
    group,
    level: 'MUST',
    title: 'Everyone sits in a plain room, never a bedroom, and wears what they would for sport',
    why: 'A bedroom is too private a place to show. What is behind a person can also say where they live.',
    from: ['S4', 'S5', 'S7', 'S12', 'S19'],
    who: 'Everyone who joins',
    proofs: ['signed', 'stated'],
    mend: everywhere(
      'Read your club’s code of conduct, and what it says of the background.',
      'Choose a room that anyone may see.',
      'Agree to the code.',
    ),
  }),
  said({
    id: 'M15',
    group,
    level: 'PROFILE',
    title: 'Children’s cameras are on or off as the governing body says',
    why: 'With cameras on, the coach sees whether a child is safe. With cameras off, nobody else sees the child. Sports differ.',
    from: ['S18', 'S16', 'S21'],
    who: 'Parents and children',
    proofs: ['signed', 'stated'],
    mend: everywhere(
      'Look up what your governing body says of cameras.',
      'Tell parents before the first session.',
    ),
  }),
  said({
    id: 'M16',
    group,
    level: 'MUST',
    title: 'A parent watches: in the room for a young child, within earshot for an older one',
    why: 'A parent who is near can switch off at once. In Plymouth 60 children saw abuse before anybody did.',
    from: ['S1', 'S5', 'S11', 'S12', 'S17', 'S18'],
    who: 'Parents, whom the club asks',
    mend: everywhere(
      'Write to parents: stay in the room with a young child.',
      'With an older child, stay where you can hear.',
      'Put this into the form by which they agree.',
    ),
  }),
  said({
    id: 'M17',
    group,
    level: 'MUST',
    title: 'The parents of every child agreed before the first session',
    why: 'Only a parent can say that their child may be seen and heard online.',
    from: ['S2', 'S3', 'S7', 'S11', 'S15'],
    who: 'The club',
    mend: everywhere(
      'Ask the parents of every child. Keep their answers at your club, not here.',
      'Nobody joins before their parent has agreed.',
      'Write down how many you hold, and since when.',
    ),
  }),
  said({
    id: 'M18',
    group,
    level: 'PROFILE',
    title: 'For young people of 16 and 17 a parent agreed, and an adult is copied in',
    why: 'Young people and young leaders are still children in law. What a coach writes to them, another adult reads too.',
    from: ['S6', 'S11'],
    who: coach,
    proofs: ['signed', 'stated'],
    mend: everywhere(
      'Ask their parents too, as for any child.',
      'Copy a second adult into every message.',
      'Agree to the code that says so.',
    ),
  }),
  said({
    id: 'M19',
    group,
    level: 'MUST',
    title: 'The host has practised: lock, waiting room, remove, stop everything',
    why: 'When an intruder comes, there are seconds. What you have done once by hand, you find again.',
    from: ['S1', 'I8'],
    who: coach,
    mend: duringSession(
      ['Start a meeting with another adult, and press the security or host tools icon.'],
      ['Start a meeting with another adult, tap “More”, then “Security” or “Host tools”.'],
      'Lock the meeting, and unlock it.',
      'Put the other adult in the waiting room, and let them in.',
      'Find “Suspend participant activities”. Remove the other adult.',
    ),
  }),
  said({
    id: 'M20',
    group,
    level: 'SHOULD',
    title: 'The session is locked once everyone is in',
    why: 'Nobody can walk into a locked session, not even with the link.',
    from: ['S23', 'S26'],
    who: coach,
    mend: duringSession(
      ['Press the security or host tools icon, and then “Lock meeting”.'],
      ['Tap “More”, then “Security” or “Host tools”, and turn on “Lock meeting”.'],
      'Do so in each session once the last child is in.',
    ),
    untold: 'Zoom does not say afterwards whether a session was locked.',
  }),
  said({
    id: 'M21',
    group,
    level: 'SHOULD',
    title: 'The adults stay until the last child has left',
    why: 'A child who is left behind is there alone, or with somebody who stayed on.',
    from: ['S12'],
    who: coach,
    mend: duringSession(
      ['At the end, press “End”, and then “End meeting for all”.'],
      ['At the end, tap “End”, and then “End meeting for all”.'],
      'Nobody stays behind that way.',
    ),
    untold: 'Zoom knows who left when. Touchline does not ask, since these are children’s names.',
  }),
]
