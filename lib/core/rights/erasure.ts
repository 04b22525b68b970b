/** Who began it: the person, an officer about somebody who has left, or the time that is set. */
export const erasureOrigins = ['asked_by_person', 'asked_by_officer', 'retention'] as const
export type ErasureOrigin = (typeof erasureOrigins)[number]

/**
 * `waiting`: nobody has answered. `planned`: it happens by itself on a day that is said beforehand.
 * `kept`: an officer said that the law has them keep it. `withdrawn`: whoever asked took it back.
 */
export const erasureStates = ['waiting', 'planned', 'kept', 'withdrawn', 'done'] as const
export type ErasureState = (typeof erasureStates)[number]

/** Why a club may keep what somebody asks it to erase, as the UK GDPR, Article 17(3), has it. */
export const keptReasons = ['law_asks', 'legal_claim', 'safeguarding'] as const
export type KeptReason = (typeof keptReasons)[number]

/** Each reason in words, for the officer who chooses it and for the person who is told it. */
export const keptWords: { readonly [reason in KeptReason]: string } = {
  law_asks: 'A law, or a court, says that the club has to keep it',
  legal_claim: 'It may be needed for an insurance or legal claim',
  safeguarding: 'It may be needed to keep children safe',
}

/** A state in words. */
export const erasureStateWords: { readonly [state in ErasureState]: string } = {
  waiting: 'Waiting for an answer',
  planned: 'Will be erased',
  kept: 'The club keeps it',
  withdrawn: 'Taken back',
  done: 'Erased',
}

const allowed = {
  answer: ['waiting'],
  /** To keep what was to be erased, before it is. */
  stop: ['planned'],
  withdraw: ['waiting', 'planned'],
  erase: ['planned'],
} as const satisfies Record<string, readonly ErasureState[]>

export type ErasureAction = keyof typeof allowed

/** The states in which each action is possible; used by the button, the query and the tests. */
export const erasureAllows: Readonly<Record<ErasureAction, readonly ErasureState[]>> = allowed

/** Days between a yes and its being carried out, so that everybody sees it before. */
export const noticeDays: { readonly [origin in ErasureOrigin]: number } = {
  asked_by_person: 7,
  asked_by_officer: 30,
  retention: 30,
}

/** What goes when somebody's entry is erased at a club. */
export const goes = [
  'Name, e-mail address and teams',
  'The numbers of checks, and another name that stands on a paper',
  'What Zoom said of their account, and what their sessions were called',
  'What they asked or wrote about policies',
  'Their name beside what they did for the club, such as a check that they looked at',
  'Evidence files of the club that are still in Touchline. The club can make new ones',
  'The words of each evidence record about them, with what would let anybody guess them',
] as const

/** What stays, and why. */
export const stays = [
  {
    what: 'That somebody was checked, by which rule, when, and what came of it',
    why: 'so that the club can show later that it checked. It no longer says who',
  },
  {
    what: 'The fingerprint of each evidence record',
    why: 'so that nobody can change what was recorded. It tells nothing by itself',
  },
  {
    what: 'Roles and dates without a name, and that somebody verified or agreed',
    why: 'because it is about others, too',
  },
  {
    what: 'Evidence files that the club has made and downloaded before',
    why: 'because they are outside Touchline. Ask the club for those',
  },
  {
    what: 'What an officer once asked the governing body or region to decide, with their name',
    why: 'because it is that organisation’s own. Ask it for that',
  },
] as const
