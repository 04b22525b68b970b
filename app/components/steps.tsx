import type { ReactNode } from 'react'

/** What to do, in order, with the numbers in rings. The role keeps it a list where styles take its marks. */
export function Steps({ items }: { items: readonly ReactNode[] }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-redundant-roles -- Safari drops it otherwise
    <ol role="list" className="steps grid gap-3">
      {items.map((item, index) => (
        // Steps never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <li key={index} className="grid grid-cols-[2rem_minmax(0,1fr)] gap-3">
          <div className="pt-0.5">{item}</div>
        </li>
      ))}
    </ol>
  )
}
