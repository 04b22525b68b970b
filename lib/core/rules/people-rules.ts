import type { Rule } from './rule'
import { said } from './said'
import { everywhere } from './steps'

const group = 'people'
const officer = 'The person, and the welfare officer who looks at it'

/** P: who may coach, and what they have to show. All of it is seen and noted by people. */
export const peopleRules: readonly Rule[] = [
  said({
    id: 'P01',
    group,
    level: 'MUST',
    title: 'Everybody who has to has a criminal record check, of the right kind and in date',
    why: 'People whom the law bars from work with children must not coach them. The check says who they are.',
    from: ['S35', 'S37', 'S41', 'L20', 'L21'],
    who: officer,
    mend: everywhere(
      'Ask your governing body which check this role needs. It differs in Scotland and Northern Ireland.',
      'Send in the form, and show the welfare officer the answer.',
      'Note the scheme, the level, the day and the number. Never keep the paper itself.',
    ),
  }),
  said({
    id: 'P02',
    group,
    level: 'SHOULD',
    title: 'Where a club relies on the Update Service, it looks there first',
    why: 'A check is true on the day it was made. The Update Service says whether anything has changed.',
    from: ['S44', 'S45'],
    who: 'The welfare officer, or the governing body',
    mend: everywhere(
      'Ask the person for leave to look.',
      'Look at the Update Service with the number of their check.',
      'Note the day, and whether anything has changed.',
    ),
  }),
  said({
    id: 'P03',
    group,
    level: 'MUST',
    title: 'Everybody who coaches has safeguarding training that is in date',
    why: 'Those who know the signs see when a child is in trouble. What one learned years ago fades, and rules change.',
    from: ['S38', 'S59', 'S64', 'S83'],
    who: officer,
    mend: everywhere(
      'Book the course that your governing body asks for.',
      'Show the welfare officer the proof that you did it.',
      'Note the course, who gave it, and the day.',
    ),
  }),
  said({
    id: 'P04',
    group,
    level: 'MUST',
    title: 'The welfare officer has done the course for welfare officers',
    why: 'It is the welfare officer to whom a child’s worry comes. They have to know what to do with it.',
    from: ['S35', 'S53', 'S64', 'S65'],
    who: 'The welfare officer',
    mend: everywhere(
      'Book the course for welfare officers of your governing body.',
      'Show the proof to a second person at the club.',
    ),
  }),
  said({
    id: 'P05',
    group,
    level: 'PROFILE',
    title: 'The committee has had the training that its governing body asks of it',
    why: 'The committee decides what the club does. It can only do right by children if it knows how.',
    from: ['S35', 'S37'],
    who: 'The chair, the secretary, the treasurer and the welfare officer',
    mend: everywhere(
      'Ask your governing body which of the committee need which course.',
      'Book it, and show the proof to the welfare officer.',
    ),
  }),
  said({
    id: 'P06',
    group,
    level: 'MUST',
    title: 'The coach’s licence is valid for what they teach, online too',
    why: 'A licence for the pool or the pitch may not cover sessions online. Then nobody has said that the coach can do it safely.',
    from: ['S2', 'S9', 'S31'],
    who: 'The coach',
    mend: everywhere(
      'Look at what your licence covers, and until when.',
      'Ask your governing body whether that includes online.',
      'Note the number, the level and the last day.',
    ),
  }),
  said({
    id: 'P07',
    group,
    level: 'MUST',
    title: 'The insurance covers coaching online',
    why: 'If a child is hurt at home in a session, somebody has to pay. Many policies do not cover sessions online.',
    from: ['S2', 'S9', 'S10', 'S18'],
    who: 'The club, or the coach',
    mend: everywhere(
      'Ask the insurer in writing whether coaching online is covered.',
      'Note who the insurer is, and until when it is valid.',
    ),
  }),
  said({
    id: 'P08',
    group,
    level: 'PROFILE',
    title: 'First aid training is in date, where the sport asks for it',
    why: 'A coach at a screen can still tell a parent what to do until help comes.',
    from: ['S33', 'S47'],
    who: 'The coach',
    mend: everywhere(
      'Ask your governing body whether you need it.',
      'Book the course, and show the proof to the welfare officer.',
    ),
  }),
  said({
    id: 'P09',
    group,
    level: 'MUST',
    title: 'Each new helper was chosen with care: two references, a talk, proof of who they are',
    why: 'People who mean harm look for clubs that ask no questions.',
    from: ['S63'],
    who: 'The club',
    mend: everywhere(
      'Write down what the role is.',
      'Ask for two references, and ring one of them.',
      'Talk with the person, and see proof of who they are.',
      'Show them the rules, and go with them for the first weeks.',
    ),
  }),
  said({
    id: 'P10',
    group,
    level: 'SHOULD',
    title: 'Helpers whose role has no record check have signed a declaration',
    why: 'Not every role may have a record check. Then the person says themselves that nothing stands against them.',
    from: ['S61', 'S62'],
    who: 'The helper',
    mend: everywhere(
      'Ask the person to fill in your governing body’s form.',
      'The form goes to whoever your governing body names, never into Touchline.',
      'Note only the day, and what was decided.',
    ),
  }),
  said({
    id: 'P11',
    group,
    level: 'MUST',
    title: 'Each person has said yes to each of their roles, and each team has a named coach',
    why: 'Somebody who does not know of their role does not do it. A team with no named coach is nobody’s.',
    from: ['S36', 'S41'],
    who: 'The club’s administrator',
    mend: everywhere(
      'Ask each person whether the roles you have for them are right.',
      'Name a coach for each team.',
    ),
  }),
  said({
    id: 'P12',
    group,
    level: 'MUST',
    title: 'The club has a welfare officer who can be reached, does not coach, and has a deputy',
    why: 'A child or parent needs somebody to turn to who is not the coach.',
    from: ['S31', 'S54', 'S55', 'S56', 'S57'],
    who: 'The club',
    mend: everywhere(
      'Name a welfare officer, and a deputy.',
      'Give them a seat on the committee.',
      'Show on the club’s page how to reach them.',
    ),
  }),
]
