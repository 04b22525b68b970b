import { Icon, type IconName } from '../components/pictogram'

const link =
  'inline-flex min-h-12 items-center gap-2 rounded-button border-2 px-3.5 py-1.5 font-[650] no-underline'
const chosen = 'border-pitch bg-pitch text-chalk'
const other = 'border-line-strong bg-chalk text-ink hover:border-pitch'

/** What a list can be narrowed to, as links: they work without JavaScript, and can be kept. */
export function FilterLinks({
  label,
  links,
}: {
  label: string
  links: readonly { words: string; href: string; current: boolean; icon?: IconName }[]
}) {
  return (
    <nav aria-label={label} className="print:hidden">
      <ul className="flex flex-wrap gap-2">
        {links.map(({ words, href, current, icon }) => (
          <li key={words}>
            <a
              href={href}
              aria-current={current ? 'true' : undefined}
              className={`${link} ${current ? chosen : other}`}
            >
              {icon ? <Icon name={icon} /> : null}
              {words}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
