import type { ContactId } from './contacts'

/**
 * What to do when a session is attacked, in order. `**words**` are the words on a button. Composed
 * from public guidance; `source` says which. Nothing here may ask anyone to keep, open, copy or
 * send an image, or make a report wait for anybody.
 */
export type GuideStep = {
  id: string
  title: string
  /** What to do, a sentence or two each. */
  say: readonly string[]
  /** What not to do. */
  never?: readonly string[]
  contacts: readonly ContactId[]
  source: string
}

export const guideTitle = 'A session is being attacked: what to do now'

/** Who answers for the order and the words, and when they were last read against their sources. */
export const guideReview = {
  owner: 'Touchline',
  checkedOn: '2026-11-24',
  reviewAfter_days: 90,
} as const

export const guideSteps: readonly GuideStep[] = [
  {
    id: 'stop',
    title: 'Stop the session',
    say: [
      'In Zoom press **Host tools** (in older versions a shield, **Security**), then **Suspend participant activities**. Video, sound, chat, sharing and recording stop at once.',
      'Can’t find it? Press **End**, then **End meeting for all**.',
      'Not the host? Tell the host to do this, and leave.',
    ],
    never: ['Do not stay to find out who it was.'],
    contacts: [],
    source: 'support.zoom.com KB0061231',
  },
  {
    id: 'leave',
    title: 'Leave what was shown alone',
    say: ['It may have shown a child being abused. You have done nothing wrong by seeing it.'],
    never: [
      'Do not save, photograph, film or send on anything, and do not look again. Not even for the police.',
      'If you report it inside Zoom, leave **Include desktop screenshot** unticked and attach nothing.',
      'If a recording was running, do not open, download, share or delete it. Tell the police that it exists.',
    ],
    contacts: [],
    source:
      'askthe.police.uk; gov.uk UKCIS overview, 11 March 2024; wiki.nus.edu.sg, Zoom’s report form',
  },
  {
    id: 'police',
    title: 'Is anyone in danger? Call 999',
    say: [
      'If not, call 101 or report online, as soon as you can. Say when it was, the meeting’s number, the names that were on the screen, and in your own words what was seen.',
      'You need nobody’s permission to report. Do not wait for an answer from your club first.',
    ],
    contacts: ['emergency', 'police', 'policeOnline'],
    source: 'askthe.police.uk; durham.police.uk',
  },
  {
    id: 'tell',
    title: 'Tell your welfare officer and your governing body',
    say: [
      'Ring your club’s welfare officer and your governing body’s safeguarding lead today, however late it is.',
      'If an adult who works with children may be behind it, the council’s designated officer must know within 24 hours. Your governing body’s lead tells them; a club without one rings them itself. A stranger is a matter for the police.',
    ],
    contacts: ['lead', 'lado'],
    source: 'thecpsu.org.uk, guide to the LADO, 9 January 2025',
  },
  {
    id: 'report',
    title: 'Report it',
    say: [
      'Use words, and for the Internet Watch Foundation the web address. Never a picture or a film.',
      'Tell Zoom as well: **Participants**, then **Report**. Words only.',
    ],
    contacts: ['iwf', 'ceop'],
    source: 'iwf.org.uk; ofcom.org.uk, complaints about abuse material; support.zoom.com KB0061231',
  },
  {
    id: 'parents',
    title: 'Tell the parents, the same day',
    say: [
      'First ask the police or your governing body’s lead what you may say. Then say plainly what happened, but not what was on the screen.',
      'Ask everyone not to share pictures or rumours. Give children Childline, and adults the NSPCC.',
    ],
    contacts: ['childline', 'childlineOnline', 'nspcc', 'nspccEmail'],
    source: 'thecpsu.org.uk, 15 May 2020',
  },
  {
    id: 'write',
    title: 'Write down the facts',
    say: [
      'Times, what you did, whom you told, and the reference numbers you were given. No child’s name, and nothing about the pictures.',
      'Leave Zoom’s own list of who joined where it is. The police may ask for it.',
    ],
    contacts: [],
    source: 'gov.uk UKCIS overview, 11 March 2024',
  },
  {
    id: 'support',
    title: 'Look after everyone who saw it',
    say: [
      'You too. Being shaken is normal. Talk to somebody tonight: the NSPCC’s helpline is for adults as well.',
    ],
    contacts: ['posh'],
    source: 'saferinternet.org.uk; thecpsu.org.uk, 15 May 2020',
  },
  {
    id: 'mend',
    title: 'Before the next session, make it safe',
    say: [
      'Not tonight. Make a new meeting with a new link and passcode, and give them only to people you know. Then press **Check again** in Touchline.',
      'Ask your governing body’s lead whether your insurer, or the Information Commissioner, should be told.',
    ],
    contacts: [],
    source: 'thecpsu.org.uk, 15 May 2020',
  },
]
