/**
 * Who sees what, as the permissions have it, in words for everybody. Owner: Touchline. It changes
 * together with the product's permissions, and never by itself.
 */
export type Sight = {
  what: string
  coach: string
  club: string
  body: string
  auditor: string
}

export const sights: readonly Sight[] = [
  {
    what: 'A coach’s things to do, results and agreements',
    coach: 'Your own',
    club: 'Yes, of its coaches',
    body: 'Only how each one stands',
    auditor: 'What they were given',
  },
  {
    what: 'The club’s list of coaches',
    coach: 'Your own line',
    club: 'Yes',
    body: 'Names and how they stand. Nothing about record checks but whether they are in date',
    auditor: 'What they were given',
  },
  {
    what: 'What sessions are called, and when they are',
    coach: 'Your own',
    club: 'Yes, club sessions only',
    body: 'No. Only how many, and how they stand',
    auditor: 'No',
  },
  {
    what: 'Your other Zoom meetings',
    coach: 'Your own, to say which are club sessions',
    club: 'No',
    body: 'No',
    auditor: 'No',
  },
  { what: 'What has to be mended', coach: 'Your own', club: 'Yes', body: 'Yes', auditor: 'Yes' },
  {
    what: 'Who agreed to which policy',
    coach: 'Your own',
    club: 'Yes',
    body: 'Yes',
    auditor: 'Yes',
  },
  {
    what: 'Evidence packs',
    coach: 'Your own record',
    club: 'Yes',
    body: 'Yes',
    auditor: 'Yes',
  },
  {
    what: 'Reports of an attacked session',
    coach: 'Those you made',
    club: 'The welfare officer only',
    body: 'Those passed on to it',
    auditor: 'No',
  },
  {
    what: 'Passcodes, joining links and keys to Zoom accounts',
    coach: 'Nobody',
    club: 'Nobody',
    body: 'Nobody',
    auditor: 'Nobody',
  },
]
