import type { Context } from '#lib/context'
import { listExcluded } from '#lib/meetings/list-excluded'
import { listMending } from '#lib/mends/list-mending'
import { getAccount, type ClubAccounts } from '#lib/zoom-accounts/get-account'
import { listHosts } from '#lib/zoom-hosts/list-hosts'
import { Card } from '../../components/card'
import { orNotFound } from '../../edge/or-not-found'
import { AccountAnswerNotice } from './account-answers'
import { AccountBeforeConsent } from './account-before-consent'
import { AccountCard } from './account-card'
import { AccountFindings } from './account-findings'
import { AccountResults } from './account-results'
import { ConnectAccount, UseServerKey } from './connect-account'
import { ExcludedList } from './excluded-list'
import { HostAnswerNotice } from './host-answers'
import { HostGroups } from './host-groups'
import { MendingCard } from './mending-card'

/** A club's own Zoom account: who in it is a coach, and how the account itself stands. */
export async function ClubZoom({
  ctx,
  answer,
  find,
}: {
  ctx: Context
  answer: string | undefined
  /** A part of a name or an address, of whom alone is shown. */
  find: string
}) {
  const { slug } = ctx.organisation
  const { accounts, canConnect, canUseServer } = await orNotFound(getAccount(ctx))
  const hosts = await listHosts(ctx)
  const excluded = await listExcluded(ctx)
  const mending = await listMending(ctx, {})
  const connected = accounts.some(({ state }) => state === 'connected')
  const toDecide = hosts.open.length
  return (
    <>
      <h1>{titleOf(connected, toDecide)}</h1>
      <AccountAnswerNotice answer={answer} />
      <HostAnswerNotice answer={answer} />
      {accounts.length === 0 ? (
        <NotConnected {...{ slug, club: ctx.organisation.name, canConnect, canUseServer }} />
      ) : null}
      {toDecide === 0 && connected ? <NobodyToDecide hosts={hosts.coaches.length} /> : null}
      {connected ? <HostGroups {...{ slug, hosts, find }} now={ctx.now} /> : null}
      <AccountFindings ctx={ctx} />
      {accounts.map((account) => (
        <AccountCard key={account.connectionId} {...{ slug, account, canConnect, now: ctx.now }} />
      ))}
      {mending.map((each) => (
        <MendingCard key={each.connectionId} {...{ slug, mending: each, now: ctx.now }} />
      ))}
      <AccountResults ctx={ctx} />
      <ExcludedList slug={slug} excluded={excluded} now={ctx.now} />
    </>
  )
}

function titleOf(connected: boolean, toDecide: number): string {
  if (!connected) return 'The club’s own Zoom account'
  if (toDecide === 0) return 'The club’s Zoom is connected'
  if (toDecide === 1) return 'Who is this, in your Zoom?'
  return `Who are ${toDecide} people in your Zoom?`
}

function NobodyToDecide({ hosts }: { hosts: number }) {
  return (
    <p>
      {hosts === 0
        ? 'Once we have looked at the account, we ask you here who in it is one of your coaches.'
        : 'You have said of everybody in it who they are. Somebody new in the account comes up here.'}
    </p>
  )
}

function NotConnected({
  slug,
  club,
  canConnect,
  canUseServer,
}: { slug: string; club: string } & Pick<ClubAccounts, 'canConnect' | 'canUseServer'>) {
  return (
    <>
      <Card as="section">
        <p>
          Does your club pay for a Zoom account that its coaches use? Connect it once, and nobody
          has to connect anything of their own. We check the account, each group in it, and whoever
          you say is a coach.
        </p>
        <p>
          <b>Who can do it:</b> an administrator of the Zoom account, signed in here. If that is not
          you, invite them under People, or sit down together.
        </p>
        <p>If your coaches use accounts of their own, you do not need this page.</p>
        {canConnect ? (
          <ConnectAccount slug={slug} />
        ) : (
          <p className="text-ink-soft">
            This installation of Touchline cannot connect whole accounts. Your coaches can each
            connect their own.
          </p>
        )}
        {canUseServer ? <UseServerKey slug={slug} /> : null}
      </Card>
      <AccountBeforeConsent club={club} />
    </>
  )
}
