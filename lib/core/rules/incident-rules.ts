import type { Rule } from './rule'
import { said } from './said'
import { everywhere } from './steps'

/** I: what happens when something has gone wrong. */
export const incidentRules: readonly Rule[] = [
  said({
    id: 'I01',
    group: 'incidents',
    level: 'MUST',
    title: 'It is shown whom to ring: welfare officer, governing body, police, helplines',
    why: 'In an emergency nobody has the time to look for a number. A wrong number is worse than none.',
    from: ['S1', 'S55', 'L24'],
    who: 'The club',
    mend: everywhere(
      'Show the names and numbers on the club’s page.',
      'Ring each of them once, or look on their own page, to see that it is right.',
      'Write down the day you looked.',
    ),
  }),
  said({
    id: 'I02',
    group: 'incidents',
    level: 'MUST',
    title: 'A concern about an adult is passed on within a day',
    why: 'Those whose work it is need to know at once. A club must not look into it by itself.',
    from: ['L24'],
    who: 'The welfare officer',
    mend: everywhere(
      'Ring your governing body’s safeguarding lead. If you have none, ring the local council’s LADO.',
      'In danger, ring 999 first.',
      'Note only when you heard of it, and when you passed it on.',
    ),
  }),
  said({
    id: 'I03',
    group: 'incidents',
    level: 'MUST',
    title: 'A session that was broken into is written down, with no picture of it',
    why: 'Pictures of abuse must not be kept, shown or sent, not even to the police. Words are enough.',
    from: ['I1', 'I3', 'I8'],
    who: 'The host, and the welfare officer',
    mend: everywhere(
      'Write down when it was, the number of the meeting, and what you did.',
      'Take no picture of the screen, and add none to a report.',
      'If there is a recording, do not open it. Tell the police that it is there.',
    ),
  }),
]

/** A: whether the club, and those above it, look at themselves. */
export const assessmentRules: readonly Rule[] = [
  said({
    id: 'A01',
    group: 'assessment',
    level: 'MUST',
    title: 'Once a year the club looks at itself, and writes down what it will do',
    why: 'Things slip when nobody looks. A list with names and days is one that gets done.',
    from: ['C2', 'C3', 'S33'],
    who: 'The club, or the governing body',
    mend: everywhere(
      'Go through the standards one by one, and say how you stand.',
      'Write down what you will do, who does it, and by when.',
    ),
  }),
  said({
    id: 'A02',
    group: 'assessment',
    level: 'SHOULD',
    title: 'Each meeting of the committee has safeguarding on its list',
    why: 'What is on the list each time is not forgotten, and is nobody’s secret.',
    from: ['S60', 'S42'],
    who: 'The committee',
    mend: everywhere(
      'Put safeguarding on the list of each meeting.',
      'Note the day and the number of the minutes.',
    ),
  }),
  said({
    id: 'A03',
    group: 'assessment',
    level: 'SHOULD',
    title: 'When the governing body has looked at a club, what it found is written down',
    why: 'Somebody from outside sees what the club no longer sees.',
    from: ['S33', 'S39'],
    who: 'The governing body',
    mend: everywhere(
      'Write down the day of the visit, and what you found.',
      'Write down what has to be done, and by when.',
    ),
  }),
]
