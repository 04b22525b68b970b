import type { ReactNode } from 'react'
import type { ClubBegun, ClubStep } from '#lib/core/first-run/club'
import { doneOf } from '#lib/core/first-run/step'
import * as paths from '#lib/core/paths'
import type { ClubFirstRun } from '#lib/first-run/club-first-run'
import { ButtonLink } from '../../components/button'
import { Card } from '../../components/card'
import { Checklist } from '../../components/checklist'

/** What a club does at first, and how far it is: by what is there, and never by a tick of somebody. */
export function FirstSteps({ slug, firstRun }: { slug: string; firstRun: ClubFirstRun }) {
  const { steps, begun } = firstRun
  const { done, all } = doneOf(steps)
  if (all) return null
  return (
    <Card as="section">
      <h2>{done === 0 ? 'How it begins' : `First steps: ${done} of ${steps.length} done`}</h2>
      <Checklist
        items={steps.map(({ id, state }) => ({
          ...{ key: id, state, title: titles[id] },
          children: state === 'done' ? null : more[id](slug, begun, state === 'now'),
        }))}
      />
      <p className="text-small text-ink-soft">
        You can stop at any step. It is here when you come back.
      </p>
    </Card>
  )
}

const titles: Readonly<Record<ClubStep, string>> = {
  people: 'Put your people on the list',
  invite: 'Invite them',
  zoom: 'Connect Zoom',
  policies: 'Adopt the policies',
  second_officer: 'Name a second welfare officer',
}

const link = 'inline-block py-2.5'

/** What a step is about, and the way there; a button for the one that is next. */
const more: Readonly<
  Record<ClubStep, (slug: string, begun: ClubBegun, next: boolean) => ReactNode>
> = {
  people: (slug, { draftImportId }, next) =>
    draftImportId ? (
      <>
        <p>Your file waits where you left it.</p>
        <Way href={paths.importOf(slug, draftImportId)} next={next}>
          Go on with the file
        </Way>
      </>
    ) : (
      <>
        <p>A name and an e-mail address are enough.</p>
        <Way href={paths.coachNew(slug)} next={next}>
          Add a coach
        </Way>
        <a href={paths.imports(slug)} className={link}>
          Or add people from a list
        </a>
      </>
    ),
  invite: (slug, { invited }, next) => (
    <>
      <p>
        {invited > 0
          ? 'They have an e-mail from us. Nobody has answered yet.'
          : 'Each gets an e-mail with a link. It takes them less than a minute.'}
      </p>
      <Way href={paths.invitations(slug)} next={next}>
        {invited > 0 ? 'See who has not answered' : 'Invite people'}
      </Way>
    </>
  ),
  zoom: (slug, _, next) => (
    <>
      <p>
        Coaches connect their own, in about 3 minutes. Has the club an account of its own? Connect
        it once, for all who use it.
      </p>
      <Way href={paths.zoom(slug)} next={next}>
        Connect the club’s account
      </Way>
    </>
  ),
  policies: (slug, { toAdopt }, next) => (
    <>
      <p>
        {toAdopt === 1 ? 'One waits' : `${toAdopt} wait`} for your club’s yes. Until then, nobody is
        asked to read {toAdopt === 1 ? 'it' : 'them'}.
      </p>
      <Way href={paths.policies(slug)} next={next}>
        Read and adopt
      </Way>
    </>
  ),
  second_officer: (slug, { officersInvited }, next) => (
    <>
      <p>
        {officersInvited > 0
          ? 'They are invited, and have not answered yet.'
          : 'If you are ill or away, somebody else sees this page.'}
      </p>
      <Way href={paths.people(slug)} next={next}>
        {officersInvited > 0 ? 'See whom you invited' : 'Invite a second one'}
      </Way>
    </>
  ),
}

function Way({ href, next, children }: { href: string; next: boolean; children: ReactNode }) {
  return next ? (
    <ButtonLink href={href}>{children}</ButtonLink>
  ) : (
    <a href={href} className={link}>
      {children}
    </a>
  )
}
