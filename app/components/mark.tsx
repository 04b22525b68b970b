/** The corner flag, and the name. */
export function Mark() {
  return (
    <span className="inline-flex items-center gap-2.5 font-display text-[1.3rem] font-[750] tracking-[-0.02em]">
      <svg viewBox="0 0 13 18" aria-hidden="true" focusable="false" className="h-[18px] w-[13px]">
        <path d="M0 0h2v18H0z" className="fill-current" />
        <path d="M2 0h11L2 10z" className="fill-flag" />
      </svg>
      Touchline
    </span>
  )
}
