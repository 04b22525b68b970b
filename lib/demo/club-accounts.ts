/** What an officer says of one user of a club's own Zoom account: a coach, or why they are none. */
export type DemoHost = { zoomName: string; is: string } | { zoomName: string; noCoach: string }

/** A Zoom account that a club pays for, connected by its administrator. */
export type DemoClubAccount = {
  club: string
  /** Who looks after it: the owner of the stand-in's account, and in the cast. */
  by: string
  /** Whoever is not named here is still to be decided. */
  hosts: readonly DemoHost[]
}

/** The stand-in's own: `hartleyAccount` in lib/zoom-sandbox/club-account.ts. */
export const clubAccounts: readonly DemoClubAccount[] = [
  {
    club: 'Hartley Gymnastics',
    by: 'ines',
    hosts: [
      { zoomName: 'Nell Arden', is: 'nell' },
      { zoomName: 'Theo Blake', is: 'theo' },
      { zoomName: 'Ines Moreau', noCoach: 'Our administrator. She coaches nobody.' },
    ],
  },
]
