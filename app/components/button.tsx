import type { ReactNode } from 'react'

type Look = {
  children: ReactNode
  /** `primary` once a card, `plain` for the rest. */
  look?: 'primary' | 'plain'
  /** As wide as what it stands in. */
  full?: boolean
}

const base =
  'inline-flex min-h-12 items-center justify-center gap-2 rounded-button px-5 py-3 text-[1.0625rem] leading-tight font-[650] no-underline text-center print:hidden'

const looks = {
  primary:
    'bg-pitch text-chalk border-2 border-transparent shadow-[0_3px_0_var(--color-pitch-deep)] hover:bg-pitch-deep focus-visible:shadow-[0_0_0_6px_var(--color-flag)] active:translate-y-px',
  plain: 'bg-chalk text-pitch border-2 border-pitch hover:bg-pitch-tint active:translate-y-px',
}

const refused = 'bg-na-bg text-na border-2 border-dashed border-line-strong'

const classes = (look: 'primary' | 'plain', full: boolean) =>
  `${base} ${looks[look]} ${full ? 'w-full' : 'w-fit'}`

/** A link with the weight of a button: it leads somewhere and changes nothing. */
export function ButtonLink({
  href,
  look = 'primary',
  full = false,
  children,
}: Look & { href: string }) {
  return (
    <a href={href} className={classes(look, full)}>
      {children}
    </a>
  )
}

/**
 * A button that sends its form. Where it may not be used, it stays, and says why: `refusal` is a
 * sentence for the person. It can still be reached by keyboard, so that the reason can be read.
 * `name` and `value` are sent where a form has several.
 */
export function Button({
  look = 'primary',
  full = false,
  children,
  name,
  value,
  refusal,
}: Look & { name?: string; value?: string; refusal?: string | undefined }) {
  if (refusal !== undefined) return <RefusedButton {...{ full, children, refusal }} />
  return (
    <button type="submit" name={name} value={value} className={classes(look, full)}>
      {children}
    </button>
  )
}

function RefusedButton({
  full,
  children,
  refusal,
}: {
  full: boolean
  children: ReactNode
  refusal: string
}) {
  return (
    <span className={`grid gap-1.5 ${full ? 'w-full' : 'w-fit'}`}>
      <button
        type="button"
        aria-disabled="true"
        className={`${base} ${refused} cursor-not-allowed ${full ? 'w-full' : 'w-fit'}`}
      >
        {children}
        <span className="sr-only">. Not possible now: {refusal}</span>
      </button>
      <span className="text-small text-ink-soft" aria-hidden="true">
        {refusal}
      </span>
    </span>
  )
}
