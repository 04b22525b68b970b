/** What somebody ticks, each thing by itself, and then signs. New words are a new version. */
export type Checklist = {
  readonly words: 'drill' | 'session'
  readonly kind: 'drill' | 'checklist'
  readonly version: number
  readonly title: string
  /** What it is for, before anything is ticked. */
  readonly about: string
  /** `rule`: the rule that it answers; null for what is only good to do. */
  readonly items: readonly { readonly id: string; readonly text: string; readonly rule: string }[]
  readonly statement: string
  /** After so long it is done again; null where each time is a time of its own. */
  readonly repeats_days: number | null
}

/** Once a year, with another adult: what one has done by hand, one finds again. */
export const drill: Checklist = {
  words: 'drill',
  kind: 'drill',
  version: 1,
  title: 'The yearly drill',
  about:
    'When an intruder comes, there are seconds. Start a meeting with another adult and do these four things by hand. It takes ten minutes.',
  items: [
    { id: 'lock', text: 'I locked the meeting, and unlocked it.', rule: 'M19' },
    {
      id: 'waiting_room',
      text: 'I put the other adult in the waiting room, and let them in.',
      rule: 'M19',
    },
    { id: 'remove', text: 'I removed the other adult from the meeting.', rule: 'M19' },
    {
      id: 'suspend',
      text: 'I found “Suspend participant activities”, and know what it stops.',
      rule: 'M19',
    },
  ],
  statement: 'I did all four of these myself, in Zoom, with another adult.',
  repeats_days: 365,
}

/** Before a session begins. */
export const beforeSession: Checklist = {
  words: 'session',
  kind: 'checklist',
  version: 1,
  title: 'Before this session',
  about: 'Go through this before you let anybody in. It takes two minutes.',
  items: [
    {
      id: 'waiting_room',
      text: 'The waiting room is on. I let in only those whom I expect.',
      rule: 'Z02',
    },
    {
      id: 'second_adult',
      text: 'A second adult is in the session from beginning to end.',
      rule: 'M07',
    },
    {
      id: 'watcher',
      text: 'One adult watches the screen and the list of people, and does nothing else. I know who.',
      rule: 'M09',
    },
    { id: 'room', text: 'I sit in a plain room, and am dressed for sport.', rule: 'M14' },
    {
      id: 'lock',
      text: 'Once everybody is here, I lock the meeting.',
      rule: 'M20',
    },
  ],
  statement: 'I have seen to each of these for this session.',
  repeats_days: null,
}

const checklists: readonly Checklist[] = [drill, beforeSession]

/** The checklist of this name, or undefined. */
export const checklistOf = (words: string | null): Checklist | undefined =>
  checklists.find((each) => each.words === words)

/** The exact text that is shown and signed: what its SHA-256 is of. */
export const textOfChecklist = ({ title, version, about, items, statement }: Checklist): string =>
  [`${title} (version ${version})`, about, ...items.map(({ text }) => `- ${text}`), statement]
    .join('\n')
    .concat('\n')
