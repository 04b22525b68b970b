import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { Card } from '../components/card'
import { Page, Stack, Two } from '../components/page-layout'
import { whoIsHere } from '../edge/who-is-here'
import { ForBodies, ForClubs, ForCoaches, SigningIn } from './answers'
import { StatesTable } from './states-table'

export const metadata: Metadata = { title: 'Help' }

export default async function HelpPage() {
  return (
    <Page
      who={await whoIsHere()}
      help={<p>Not answered here? Ask your club’s welfare officer, or whoever invited you.</p>}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <h1>Help, in plain words</h1>
        <p>
          Is something going wrong in a session now? Do not read on.{' '}
          <a href={paths.attacked()}>
            <b>Go to what to do now.</b>
          </a>
        </p>
        <p>
          What do we check, and why? <a href={paths.allRules()}>Read the rules.</a>
        </p>
      </div>
      <StatesTable />
      <Two>
        <Stack>
          <Card as="section">
            <h2>If you coach</h2>
            <ForCoaches />
          </Card>
          <Card as="section">
            <h2>If you look after a club</h2>
            <ForClubs />
          </Card>
        </Stack>
        <Stack>
          <Card as="section">
            <h2>Signing in</h2>
            <SigningIn />
          </Card>
          <Card as="section">
            <h2>If you work for a governing body</h2>
            <ForBodies />
          </Card>
        </Stack>
      </Two>
    </Page>
  )
}
