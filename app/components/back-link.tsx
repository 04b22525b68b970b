import type { ReactNode } from 'react'
import { Icon } from './pictogram'

/** The way back to where this page belongs: "Back to tonight’s session". */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} className="inline-flex min-h-12 w-fit items-center gap-1.5 print:hidden">
      <Icon name="back" />
      {children}
    </a>
  )
}
