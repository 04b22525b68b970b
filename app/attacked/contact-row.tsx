import type { ReactNode } from 'react'
import { needsReview, type Contact } from '#lib/guide/contacts'
import { formatCalendarDate } from '#lib/core/dates'
import { Icon } from '../components/pictogram'
import { StatusTag } from '../components/status-tag'

/** Who to call and what for. The whole row is the target, for a thumb that shakes. */
export function ContactRow({ contact, now }: { contact: Contact; now: Date }) {
  const { name, value, href, for: reason } = contact
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)] content-start gap-0.5 rounded-card border border-line bg-chalk px-4 py-3 print:border-0 print:p-0 print:text-[10pt] has-[a:hover]:bg-pitch-tint">
      <span>{name}</span>
      <span className="flex flex-wrap items-center gap-2 wrap-anywhere text-lead font-[650] leading-snug print:text-[11pt]">
        {href === undefined ? value : <ContactLink href={href}>{value}</ContactLink>}
      </span>
      <span className="text-small text-ink-soft print:text-[9.5pt] print:leading-snug">
        {reason}
      </span>
      {needsReview(contact, now) ? (
        <StatusTag status="out_of_date">
          This needs looking at again: last checked on {formatCalendarDate(contact.checkedOn)}
        </StatusTag>
      ) : null}
    </li>
  )
}

function ContactLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <>
      {href.startsWith('tel:') ? <Icon name="phone" className="size-5 print:hidden" /> : null}
      <a
        href={href}
        className="min-w-0 after:absolute after:inset-0"
        {...(href.startsWith('https:') ? { rel: 'noreferrer' } : {})}
      >
        {children}
      </a>
    </>
  )
}
