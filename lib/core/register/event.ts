/** What a step on the register is about. */
export const registerSubjects = ['appointment', 'credential', 'merge'] as const

export type RegisterSubject = (typeof registerSubjects)[number]

/** Each step, in the history of who is on the register. */
export const registerEventKinds = [
  'offered',
  'accepted',
  'declined',
  'withdrawn',
  'end_set',
  'provided',
  'verified',
  'status_checked',
  'replaced',
  'reference_erased',
  'merged',
] as const

export type RegisterEventKind = (typeof registerEventKinds)[number]
