import { sourceOf } from './sources'

/** One thing that the NSPCC's warning of 15 May 2020 asks for, and the rules that it became. */
export type FoundingInstruction = {
  /** What it says, in short and in our words. */
  readonly says: string
  /** A few of its own words, by which it is found in the text. */
  readonly quote: string
  readonly rules: readonly [string, ...string[]]
}

/** The nine of them, in the order of the text. */
export const foundingInstructions: readonly FoundingInstruction[] = [
  {
    says: 'Parents watch whenever children use Zoom',
    quote: 'parents supervising children whenever they are using Zoom',
    rules: ['M16'],
  },
  {
    says: 'Every meeting has a passcode',
    quote: 'ensuring meetings are password protected',
    rules: ['Z01'],
  },
  {
    says: 'Only the host shares their screen',
    quote: 'ensure only the host can share their screen',
    rules: ['Z03'],
  },
  {
    says: 'The waiting room is on at all times, and only people who are known are let in',
    quote: 'ensure the waiting room feature is on at all times and only let in people you know',
    rules: ['Z02', 'M03', 'M09'],
  },
  {
    says: 'Links and passcodes are never shared in public, also not in closed groups',
    quote: 'do not share meeting details or passwords publicly or on social media',
    rules: ['M02'],
  },
  {
    says: 'The host knows how to lock, use the waiting room and remove people',
    quote: 'familiarise yourself with the security icon',
    rules: ['M19', 'M20'],
  },
  {
    says: 'Coaches follow the policies for online safety and social media',
    quote: 'following your organisations online safety and social media policies',
    rules: ['G02', 'G05'],
  },
  {
    says: 'Coaches follow the guidance on remote coaching',
    quote: 'developed guidance on remote coaching',
    rules: [
      'M05',
      'M06',
      'M07',
      'M08',
      'M09',
      'M10',
      'M11',
      'M12',
      'M13',
      'M14',
      'M15',
      'M16',
      'M17',
      'M18',
    ],
  },
  {
    says: 'Everybody knows whom to ring when they are worried',
    quote: 'Any adult concerned about the welfare of a child',
    rules: ['I01'],
  },
]

/** Where they come from, with its own date. */
export const foundingText = sourceOf('S1')
