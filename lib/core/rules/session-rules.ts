import { controlById } from '../controls/catalogue'
import type { MendSteps } from '../controls/control'
import { checked } from './checked'
import { noOneAlone } from './no-one-alone-rules'
import type { Rule } from './rule'
import { said } from './said'
import { duringSession, everywhere } from './steps'

const coach = 'The coach who holds the session'
const group = 'sessions'

const posted = controlById('M02')

/** M: how a session is planned and held. Of most of it Zoom sees nothing. */
export const sessionRules: readonly Rule[] = [
  checked('M01', 'MUST', ['S1'], coach, { group }),
  said({
    id: 'M02',
    group,
    level: 'MUST',
    title: 'The link of a session is never posted in public, also not in a closed group',
    why: posted?.why ?? '',
    from: ['S1', 'S7', 'S8', 'S25'],
    who: 'The coach, and whoever writes for the club',
    mend: stepsOf(posted?.mend),
    proofs: ['scanned', 'verified', 'stated'],
    untold: 'Zoom warns of a link that it found in public. It does not find each of them.',
  }),
  checked('M03', 'SHOULD', ['S8'], coach, {
    group,
    proofs: ['checked', 'verified', 'stated'],
    untold: 'Zoom says whether it signs people up itself. A club can do so in its own way.',
  }),
  said({
    id: 'M04',
    group,
    level: 'MUST',
    title: 'Invitations go to parents, in the way the club always writes to them',
    why: 'An adult who writes to a child alone can win their trust in secret. A parent who gets the link knows of the session.',
    from: ['S4', 'S5', 'S11', 'S13'],
    who: coach,
    mend: everywhere(
      'Take the children’s own addresses and numbers off your list.',
      'Send the link to parents, in the way the club always writes to them.',
    ),
  }),
  said({
    id: 'M05',
    group,
    level: 'SHOULD',
    title: 'The club has agreed to the session, and the welfare officer can drop in',
    why: 'A session that nobody knows of is one that nobody can look in on.',
    from: ['S5', 'S10', 'S16', 'S20'],
    who: 'The coach, with the welfare officer',
    mend: everywhere(
      'Tell your welfare officer when the session is, and how they can join.',
      'Ask the club to put it on its timetable.',
    ),
    untold:
      'Touchline lists the coming sessions from Zoom. Whether the club agreed, Zoom cannot say.',
  }),
  ...noOneAlone,
  said({
    id: 'M09',
    group,
    level: 'SHOULD',
    title: 'One adult is named to watch who is there, and to remove intruders',
    why: 'A coach who coaches cannot also watch the list of people.',
    from: ['S16'],
    who: 'The second adult',
    mend: everywhere(
      'Before each session, agree which adult watches the list of people.',
      'Make that adult co-host as soon as the session begins.',
    ),
  }),
  said({
    id: 'M10',
    group,
    level: 'SHOULD',
    title: 'A session with fewer than two adults is ended within minutes',
    why: 'If one adult drops out, the other is alone with the children.',
    from: ['S16'],
    who: coach,
    mend: duringSession(
      ['Press “End”, and then “End meeting for all”.'],
      ['Tap “End”, and then “End meeting for all”.'],
      'Write to parents that it ended early, and why.',
    ),
    untold: 'Zoom knows who was there. Touchline does not ask, since these are children’s names.',
  }),
  said({
    id: 'M11',
    group,
    level: 'MUST',
    title: 'Somebody has written down what could go wrong online, and what is done about it',
    why: 'Online sessions have dangers that a hall does not have. Writing them down shows what is still open.',
    from: ['S9', 'S10', 'S14', 'S15', 'S18'],
    who: 'The coach, with the welfare officer',
    mend: everywhere(
      'Write down what could go wrong, and what you do about each thing.',
      'Let your welfare officer read it.',
      'Look at it again each year, and when something changes.',
    ),
  }),
  said({
    id: 'M12',
    group,
    level: 'PROFILE',
    title: 'There are not more children in a session than a coach can watch',
    why: 'A coach sees only so many faces at once. Your governing body says how many.',
    from: ['S18', 'S41'],
    who: coach,
    mend: everywhere(
      'Look up how many children your governing body allows for each coach.',
      'Split the group, or ask one more coach to help.',
    ),
    untold: 'Zoom knows how many joined. It does not know who is a child.',
  }),
  said({
    id: 'M13',
    group,
    level: 'MUST',
    title: 'The club keeps a list of sessions: the day, how long, which adults, how many children',
    why: 'If a child tells of something later, the club must be able to say who was there.',
    from: ['S17', 'S20'],
    who: coach,
    mend: everywhere(
      'After each session, write down the day, how long it was, and which adults were there.',
      'Write down how many children came. Their names stay with the club.',
    ),
  }),
]

/** How to mend it, without the steps for other places. */
function stepsOf(mend: MendSteps | undefined): MendSteps {
  return { web: mend?.web ?? [], phone: mend?.phone ?? [] }
}
