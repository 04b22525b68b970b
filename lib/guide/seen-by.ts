/**
 * Who sees what a form sends, in a line beside its button. It says in short what lib/guide/who-sees-what.ts
 * has in full, and changes with the product's permissions.
 */
export const seenBy = {
  person_and_officers: 'The person and your club’s officers see this. Nobody else does.',
  officers:
    'Your club’s officers see this. Your governing body sees only how many results stand on a statement.',
  you_and_officers: 'You and your club’s officers see this. Nobody else does.',
  papers:
    'The person and your club’s officers see this. Of a record check, only welfare officers and who verifies it do, and each time is written down.',
} as const

export type Audience = keyof typeof seenBy
