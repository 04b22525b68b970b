'use client'

import { usePathname } from 'next/navigation'

/**
 * `whole`: only its own page counts as being here, none below it. `also`: rooms that have no tab of
 * their own and are reached by this one.
 */
export type Tab = {
  label: string
  href: string
  whole?: boolean
  also?: readonly string[]
}

/**
 * The screens of an organisation; the one that is open is known by its address. On a phone they go
 * on in a second line: one that has to be scrolled to is not found.
 */
export function Tabs({ tabs }: { tabs: readonly Tab[] }) {
  const here = usePathname()
  return (
    <nav aria-label="Main" className="border-b border-line bg-chalk print:hidden">
      <ul className="mx-auto flex w-full max-w-page flex-wrap gap-x-1 px-2 min-[480px]:px-3">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <TabLink tab={tab} open={isOpen(tab, here)} exact={tab.href === here} />
          </li>
        ))}
      </ul>
    </nav>
  )
}

function TabLink({ tab, open, exact }: { tab: Tab; open: boolean; exact: boolean }) {
  const current = exact ? 'page' : true
  return (
    <a
      href={tab.href}
      aria-current={open ? current : undefined}
      className={`block border-b-4 px-3 pb-2.5 pt-3.5 text-[1.05rem] whitespace-nowrap text-ink no-underline focus-visible:-outline-offset-3 focus-visible:shadow-[inset_0_0_0_6px_var(--color-flag)] ${open ? 'border-pitch font-[650]' : 'border-transparent hover:border-line-strong'}`}
    >
      {tab.label}
    </a>
  )
}

// Nothing is open outside of Next, where there is no address.
const isOpen = ({ href, whole, also = [] }: Tab, here: string | null) =>
  here === href ||
  (!whole && isWithin(href, here)) ||
  also.some((room) => here === room || isWithin(room, here))

const isWithin = (href: string, here: string | null) => here?.startsWith(`${href}/`) ?? false
