import type { Audit } from '#lib/audits/get-audit'
import { reasonSentence } from '#lib/core/audit-words'
import * as paths from '#lib/core/paths'
import { profileName } from '#lib/core/profiles/profile-name'
import { ButtonLink } from '../../../components/button'
import { Card, CardFoot } from '../../../components/card'
import { Notice } from '../../../components/notice'
import { Proof } from '../../../components/proof'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'
import type { ClubJudgement } from './club-judgements'

/** What the check came to, a card a club: met, to mend, could not check. */
export function CameTo({
  audit,
  judgements,
  isOwn,
  now,
}: {
  audit: Audit
  judgements: readonly ClubJudgement[]
  isOwn: boolean
  now: Date
}) {
  if (audit.readAt === null) return null
  return (
    <>
      {audit.complete === false ? (
        <Notice tone="unknown" title={reasonSentence(audit.couldNotCheckReason ?? '')}>
          <p>What could not be read is not known to be safe, and what was open stays open.</p>
          {audit.askAgainAt && audit.askAgainAt > now ? (
            <p>
              The next check is <Time at={audit.askAgainAt} now={now} as="when" />.
            </p>
          ) : null}
        </Notice>
      ) : null}
      {judgements.map((judgement) => (
        <ClubCard key={judgement.slug} judgement={judgement} isOwn={isOwn} now={now} />
      ))}
      {isOwn && audit.stage === 'finished' && judgements.length === 0 ? (
        <Card as="section">
          <h2>No club was given this check</h2>
          <p>
            Rules are a club’s. Once a club you coach for sees your Zoom account, what it makes of
            each check is here. <a href={paths.zoom(paths.ownSlug)}>Choose who sees it</a>
          </p>
        </Card>
      ) : null}
    </>
  )
}

function ClubCard({
  judgement: { name, slug, audit },
  isOwn,
  now,
}: {
  judgement: ClubJudgement
  isOwn: boolean
  now: Date
}) {
  const { judged, coachId, readAt } = audit
  const title = isOwn ? `For ${name}` : 'By your rules'
  if (!judged) {
    return (
      <Card as="section">
        <StatusTag status="not_checked">Being looked at</StatusTag>
        <h2>{title}</h2>
        <p>What was read is with the club, and is being held against its rules.</p>
      </Card>
    )
  }
  const { met, notMet, couldNotCheck, profile } = judged
  return (
    <Card as="section" urgent={notMet > 0}>
      <h2>{title}</h2>
      <Counts {...{ met, notMet, couldNotCheck }} />
      {met + notMet + couldNotCheck === 0 ? (
        <p>Nothing was judged: a later check came first, or the coach had left the club.</p>
      ) : null}
      {met + notMet > 0 ? (
        <Proof at={readAt} now={now} as="when">
          rules: {profileName(profile)}
        </Proof>
      ) : null}
      {coachId ? (
        <CardFoot>
          <ButtonLink look={notMet > 0 ? 'primary' : 'plain'} href={paths.coach(slug, coachId)}>
            {notMet > 0 ? 'See what to mend' : 'See every rule'}
          </ButtonLink>
        </CardFoot>
      ) : null}
      {coachId === null && !isOwn && notMet > 0 ? (
        <CardFoot>
          <ButtonLink href={paths.findings(slug, { of: 'account' })}>See what to mend</ButtonLink>
        </CardFoot>
      ) : null}
    </Card>
  )
}

type Numbers = { met: number; notMet: number; couldNotCheck: number }

function Counts({ met, notMet, couldNotCheck }: Numbers) {
  const rows = [
    ['not_met', notMet, 'not met'],
    ['could_not_check', couldNotCheck, 'could not be checked'],
    ['met', met, 'met'],
  ] as const
  return (
    <ul className="grid gap-2">
      {rows
        .filter(([, number]) => number > 0)
        .map(([status, number, words]) => (
          <li key={status}>
            <StatusTag status={status}>{`${count(number)} ${words}`}</StatusTag>
          </li>
        ))}
    </ul>
  )
}

const count = (number: number) => number.toLocaleString('en-GB')
