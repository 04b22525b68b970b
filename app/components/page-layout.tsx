import type { ReactNode } from 'react'
import * as paths from '#lib/core/paths'
import * as rightsPaths from '#lib/core/rights-paths'
import { Icon } from './pictogram'
import { Mark } from './mark'
import { Tabs, type Tab } from './tabs'

/** Who is signed in, as the header shows it: "Sam · 2 clubs", with the page where that is changed. */
export type Who = { label: string; href: string }

const inner = 'mx-auto w-full max-w-page px-5'

/**
 * Every page: skip link, header with the mark and who, tabs, the content, the help box and the
 * foot, always in the same order and place. `help` says what helps here, above the general help.
 * Without `who` the header offers to sign in; with null it offers nothing, where it is not known.
 */
export function Page({
  who,
  tabs = [],
  help,
  children,
  attackedHere = false,
}: {
  who?: Who | null
  tabs?: readonly Tab[]
  help?: ReactNode
  children: ReactNode
  /** This is the guide itself. */
  attackedHere?: boolean
}) {
  return (
    <div className="flex min-h-dvh flex-col">
      <a
        href="#main"
        className="absolute left-2 top-2 z-10 -translate-y-24 rounded-button bg-flag px-4 py-3 font-[650] text-ink focus:translate-y-0"
      >
        Skip to the content
      </a>
      <Header who={who} />
      {tabs.length === 0 ? null : <Tabs tabs={tabs} />}
      <main
        id="main"
        tabIndex={-1}
        className={`${inner} grid grid-cols-[minmax(0,1fr)] content-start gap-7 pb-8 pt-7 print:p-0`}
      >
        {children}
      </main>
      <div className={`${inner} mt-auto pb-10 print:hidden`}>
        <HelpBox>{help}</HelpBox>
      </div>
      <Footer attackedHere={attackedHere} signedIn={who !== undefined && who !== null} />
    </div>
  )
}

/** Content beside what belongs to it: on a phone under each other. */
export function Two({ children }: { children: ReactNode }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-7 min-[900px]:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)] *:min-w-0">
      {children}
    </div>
  )
}

/** Things under each other, near enough to belong together. */
export function Stack({
  children,
  as: Element = 'div',
  label,
}: {
  children: ReactNode
  as?: 'div' | 'section' | 'aside'
  label?: string
}) {
  return (
    <Element aria-label={label} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3.5">
      {children}
    </Element>
  )
}

function Header({ who }: { who: Who | null | undefined }) {
  return (
    <header className="bg-pitch-deep text-chalk print:hidden">
      <div className={`${inner} flex flex-wrap items-center gap-x-4`}>
        <a
          href={paths.home()}
          className="inline-flex min-h-12 items-center py-1 text-chalk no-underline"
        >
          <Mark />
        </a>
        <span className="ml-auto flex flex-wrap gap-x-4 text-small">
          {who === undefined ? <HeaderLink href={paths.signIn()}>Sign in</HeaderLink> : null}
          {who ? <HeaderLink href={who.href}>{who.label}</HeaderLink> : null}
        </span>
      </div>
      <div className="touch-line" />
    </header>
  )
}

function HeaderLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      className="inline-flex min-h-12 items-center text-chalk decoration-chalk/50 hover:decoration-chalk"
    >
      {children}
    </a>
  )
}

function HelpBox({ children }: { children: ReactNode }) {
  return (
    <section
      aria-labelledby="help-box"
      className="grid gap-1.5 rounded-card bg-pitch-tint px-5 py-4"
    >
      <h2 id="help-box" className="text-[1.15rem]">
        Need a hand?
      </h2>
      {children}
      <p>
        <a href={paths.help()} className="inline-block py-2.5">
          Help, in plain words
        </a>
      </p>
    </section>
  )
}

function Footer({ attackedHere, signedIn }: { attackedHere: boolean; signedIn: boolean }) {
  const link = 'inline-flex min-h-12 items-center gap-2'
  return (
    <footer className="border-t border-line bg-paper print:hidden">
      <nav
        aria-label="Foot"
        className={`${inner} flex flex-wrap items-center gap-x-7 py-3 text-small`}
      >
        <a
          href={paths.attacked()}
          aria-current={attackedHere ? 'page' : undefined}
          className={`${link} font-[650]`}
        >
          <Icon name="warning" className="size-5" />A session is being attacked: what to do now
        </a>
        <a href={paths.whoSeesWhat()} className={link}>
          Who sees what
        </a>
        <a href={rightsPaths.complaints()} className={link}>
          Complain
        </a>
        <a href={paths.help()} className={link}>
          Help
        </a>
        {signedIn ? (
          <a href={paths.signOut()} className={link}>
            Sign out
          </a>
        ) : null}
      </nav>
    </footer>
  )
}
