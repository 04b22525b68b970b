import * as paths from '#lib/core/paths'
import { roleWords } from '#lib/core/posts'
import type { FoundInvitation } from '#lib/invitations/find-invitation'
import { Card } from '../../components/card'

/** To what one is invited, and who will see what of it. */
export function WhatItMeans({ found, connected }: { found: FoundInvitation; connected: boolean }) {
  return (
    <Card as="section">
      <h2>What this means</h2>
      {found.purpose === 'coach' ? <AsCoach found={found} connected={connected} /> : null}
      {found.purpose === 'club' ? <AsClub found={found} /> : null}
      {found.purpose === 'member' ? (
        <p>
          You will help {found.organisation.name} as its <b>{roleWords(found.role)}</b>, and see
          what it sees. The others who help there see your name and e-mail address.
          {found.role === 'welfare_officer'
            ? ' So does your governing body, to write to you if something is wrong.'
            : null}
        </p>
      ) : null}
      <a href={paths.whoSeesWhat()} className="inline-block py-2.5">
        Who sees what
      </a>
    </Card>
  )
}

function AsClub({ found }: { found: FoundInvitation }) {
  const { name } = found.organisation
  return (
    <>
      <p>
        {found.clubName} gets its own place in Touchline, under {name}, with you as its first{' '}
        <b>{roleWords(found.role)}</b>.
      </p>
      <p>
        {name} sees how many coaches the club has, and of how many something is to be mended or not
        known. It does not see who they are, what sessions are called, or when they are.
      </p>
      <p>It also sees your name and e-mail address, to write to you if something is wrong.</p>
    </>
  )
}

function AsCoach({ found, connected }: { found: FoundInvitation; connected: boolean }) {
  const { name } = found.organisation
  return (
    <>
      <p>
        You stand on the list of coaches of {name}
        {found.coachName ? (
          <>
            {' '}
            as <b>{found.coachName}</b>
          </>
        ) : null}
        . Accepting says that this is you.
      </p>
      {connected ? (
        <>
          <p>
            <b>Your Zoom account is connected already. When you accept, {name} sees:</b>
          </p>
          <ul className="list-disc pl-5">
            <li>how the safety settings of your Zoom account stand, and when they were checked</li>
            <li>the meetings that you say are its sessions, and no others</li>
            <li>how many coming meetings you have not sorted yet, without what they are</li>
          </ul>
          <p>
            You can stop sharing at any time on <a href={paths.zoom(paths.ownSlug)}>Your Zoom</a>.
          </p>
        </>
      ) : (
        <p>
          Next, you connect the Zoom account you coach with. {name} then sees whether its safety
          settings are right, and the meetings that you say are its sessions. Your other meetings
          stay private.
        </p>
      )}
    </>
  )
}
