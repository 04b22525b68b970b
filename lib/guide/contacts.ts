import { daysBetween } from '#lib/core/dates'

/**
 * Who to turn to when a session was attacked. Dated content with an owner: each row says where it
 * comes from and when it was last compared with that. Opening hours are given only where the
 * sources agree on them.
 */
export type Contact = {
  id: string
  name: string
  /** As it is printed and read out. */
  value: string
  /** `tel:`, `mailto:` or `https:`. Absent where it differs from place to place. */
  href?: string
  for: string
  /** Who answers there, and alone may change it. */
  owner: string
  /** Public pages with whose saved copies it was compared. Nobody has rung the numbers. */
  source: string
  /** The day of that comparison, `2026-11-24`. */
  checkedOn: string
  reviewAfter_days: number
}

const reviewAfter_days = 90
const checkedOn = '2026-11-24'

const dated = (contact: Omit<Contact, 'checkedOn' | 'reviewAfter_days'>): Contact => ({
  ...contact,
  checkedOn,
  reviewAfter_days,
})

export const contacts = {
  emergency: dated({
    id: 'emergency',
    name: 'Emergency services',
    value: '999',
    href: 'tel:999',
    for: 'Anyone is in danger now, or it is still going on',
    owner: 'UK emergency services',
    source: 'durham.police.uk, when to call 999',
  }),
  police: dated({
    id: 'police',
    name: 'Police, no danger now',
    value: '101',
    href: 'tel:101',
    for: 'To report what happened',
    owner: 'UK police forces',
    source: 'durham.police.uk and cheveley-pc.gov.uk, when to call 101',
  }),
  policeOnline: dated({
    id: 'policeOnline',
    name: 'Police, online',
    value: 'www.police.uk',
    href: 'https://www.police.uk/',
    for: 'To report in writing',
    owner: 'UK police forces',
    source: 'cheveley-pc.gov.uk, online report forms',
  }),
  nspcc: dated({
    id: 'nspcc',
    name: 'NSPCC Helpline',
    value: '0808 800 5000',
    href: 'tel:08088005000',
    for: 'Any adult worried about a child. Free',
    owner: 'NSPCC',
    source: 'nspcc.org.uk, report abuse; thecpsu.org.uk, 15 May 2020; ceopeducation.co.uk',
  }),
  nspccEmail: dated({
    id: 'nspccEmail',
    name: 'NSPCC Helpline by e-mail',
    value: 'help@nspcc.org.uk',
    href: 'mailto:help@nspcc.org.uk',
    for: 'The same, in writing. In words only: attach nothing',
    owner: 'NSPCC',
    source: 'nspcc.org.uk, frequently asked questions; thecpsu.org.uk, 15 May 2020',
  }),
  childline: dated({
    id: 'childline',
    name: 'Childline',
    value: '0800 1111',
    href: 'tel:08001111',
    for: 'Anyone under 19, about anything. Free',
    owner: 'NSPCC',
    source: 'thecpsu.org.uk, 15 May 2020',
  }),
  childlineOnline: dated({
    id: 'childlineOnline',
    name: 'Childline, online',
    value: 'www.childline.org.uk',
    href: 'https://www.childline.org.uk/',
    for: 'To chat. Also for someone under 18 whose own nude picture is online: look for Report Remove',
    owner: 'NSPCC',
    source: 'learning.nspcc.org.uk, Report Remove',
  }),
  iwf: dated({
    id: 'iwf',
    name: 'Internet Watch Foundation',
    value: 'report.iwf.org.uk',
    href: 'https://report.iwf.org.uk/',
    for: 'A web address that shows a child being abused. You need not give your name',
    owner: 'Internet Watch Foundation',
    source: 'iwf.org.uk, frequently asked questions',
  }),
  ceop: dated({
    id: 'ceop',
    name: 'CEOP, part of the National Crime Agency',
    value: 'www.ceop.police.uk',
    href: 'https://www.ceop.police.uk/',
    for: 'Someone approached a child, or tried to use one. They ask for your name',
    owner: 'National Crime Agency',
    source: 'ceop.police.uk, Safety Centre; ceopeducation.co.uk, reporting to CEOP',
  }),
  posh: dated({
    id: 'posh',
    name: 'Professionals Online Safety Helpline',
    value: '0344 381 4772',
    href: 'tel:03443814772',
    for: 'Coaches and volunteers who want advice. Monday to Friday, 10am to 4pm',
    owner: 'SWGfL, UK Safer Internet Centre',
    source: 'saferinternet.org.uk, safeguarding young people online; swgfl.org.uk, report of 2020',
  }),
  lead: dated({
    id: 'lead',
    name: 'Your governing body’s safeguarding lead',
    value: 'In your club’s safeguarding policy',
    for: 'Every concern, whatever it is',
    owner: 'Your governing body',
    source: 'thecpsu.org.uk, guide to the LADO, 9 January 2025',
  }),
  lado: dated({
    id: 'lado',
    name: 'Your council’s designated officer (LADO)',
    value: 'Search for “LADO” and your council’s name',
    for: 'An adult who works with children may be behind it',
    owner: 'Your council',
    source: 'thecpsu.org.uk, guide to the LADO, 9 January 2025',
  }),
} satisfies Record<string, Contact>

export type ContactId = keyof typeof contacts

/** True from the day after the last on which a contact may stand unchecked. `now` is the reader's. */
export const needsReview = ({ checkedOn: day, ...contact }: Contact, now: Date) =>
  daysBetween(new Date(`${day}T12:00:00Z`), now) > contact.reviewAfter_days

/** The day before which every contact shown was compared with its source. */
export const oldestCheck = (shown: readonly Contact[]) =>
  shown.map((contact) => contact.checkedOn).reduce((one, other) => (one < other ? one : other))
