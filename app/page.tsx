import * as paths from '#lib/core/paths'
import { ButtonLink } from './components/button'
import { Card } from './components/card'
import { Page, Stack, Two } from './components/page-layout'
import { StatusTag } from './components/status-tag'
import { Steps } from './components/steps'

/** For somebody who has heard of Touchline, or has been asked to use it. */
export default function FrontPage() {
  return (
    <Page>
      <div className="grid gap-5 py-4 sm:py-8">
        <h1>Is tonight’s online session safe?</h1>
        <p className="text-lead">
          Touchline looks at the Zoom accounts your club coaches with, and at every session it
          plans. It says in plain words what would let a stranger in, helps you mend it, and keeps
          looking.
        </p>
        <div className="flex flex-wrap gap-3 max-sm:*:w-full">
          <ButtonLink href={paths.signIn()}>Sign in</ButtonLink>
          <ButtonLink href={paths.join()} look="plain">
            Join with your governing body’s code
          </ButtonLink>
        </div>
      </div>
      <Two>
        <Stack>
          <HowItWorks />
          <Card as="section">
            <h2>Why there is a Touchline</h2>
            <p>
              In May 2020, 60 children in an online fitness class in Plymouth were shown footage of
              abuse. A stranger had come in because the meeting was open. We are here so that this
              cannot happen quietly, or twice.
            </p>
            <p className="text-small text-ink-soft">
              From: NSPCC, “NSPCC warns of Zoom security risks”, 15 May 2020
            </p>
          </Card>
        </Stack>
        <Stack>
          <Answers />
          <Promises />
        </Stack>
      </Two>
    </Page>
  )
}

function HowItWorks() {
  return (
    <Card as="section">
      <h2>How it works</h2>
      <Steps
        items={[
          <>
            <b>A coach connects Zoom.</b> It takes about 3 minutes on a phone.
          </>,
          <>
            <b>Touchline checks</b> the account and each coming session, every day and whenever you
            ask.
          </>,
          <>
            <b>Each problem says what is wrong, why it matters and how to mend it.</b> It closes
            when a later check has seen the mend, and not before.
          </>,
          <>
            <b>Your governing body sees how its clubs stand,</b> with evidence that anyone can check
            again.
          </>,
        ]}
      />
    </Card>
  )
}

function Answers() {
  return (
    <Card as="section">
      <h2>Three answers, not two</h2>
      <StatusTag status="met" />
      <p>We looked, and it is as it should be.</p>
      <StatusTag status="not_met" />
      <p>We looked, and it has to be mended.</p>
      <StatusTag status="could_not_check" />
      <p>We do not know, so we do not say that it is safe.</p>
    </Card>
  )
}

function Promises() {
  return (
    <Card as="section">
      <h2>What we never keep</h2>
      <p>
        A child’s name. A list of who joined. A meeting’s passcode or link. Anything about a
        conviction. Children and parents have no accounts here.
      </p>
      <a href={paths.whoSeesWhat()} className="inline-block py-2.5">
        Who sees what
      </a>
    </Card>
  )
}
