import { Icon } from './pictogram'

const link =
  'inline-flex min-h-12 items-center gap-2 rounded-button border-2 border-pitch bg-chalk px-4 font-[650] no-underline hover:bg-pitch-tint'

/** Pages by key: only the one before and the one after are known. Nothing where there is one page. */
export function Pagination({
  previous,
  next,
  label = 'Pages',
}: {
  previous?: string | undefined
  next?: string | undefined
  label?: string
}) {
  if (previous === undefined && next === undefined) return null
  return (
    <nav aria-label={label} className="flex flex-wrap justify-between gap-3 print:hidden">
      {previous === undefined ? (
        <span />
      ) : (
        <a rel="prev" href={previous} className={link}>
          <Icon name="back" /> Previous
        </a>
      )}
      {next === undefined ? null : (
        <a rel="next" href={next} className={link}>
          Next <Icon name="forward" />
        </a>
      )}
    </nav>
  )
}
