import type { Context } from '#lib/context'
import { formatCalendarDate } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { mayRole } from '#lib/core/permissions'
import { standWords, type CredentialStand } from '#lib/core/register/credential-line'
import type { MayCoachState } from '#lib/core/register/may-coach'
import { credentialWords, howTold } from '#lib/core/register/words'
import type { Face } from '#lib/core/status'
import { getPerson, type Person, type PersonCredential } from '#lib/register/get-person'
import { mayReadCheck } from '#lib/register/only-own-checks'
import { ButtonLink } from '../../../components/button'
import { Card, CardFoot } from '../../../components/card'
import { Row, Rows } from '../../../components/rows'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'
import { Roles } from './roles'

/** How each of them looks; what is not known is never green. */
const mayCoachFaces: Readonly<Record<MayCoachState, Face>> = {
  may: 'met',
  may_not_yet: 'not_met',
  not_cleared: 'not_met',
  does_not_coach: 'not_applicable',
  left: 'not_applicable',
}

const standFaces: Readonly<Record<CredentialStand, Face>> = {
  applied: 'not_checked',
  out_of_date: 'not_met',
  not_verified: 'stated',
  due_soon: 'due_soon',
  verified: 'met',
}

/** Whether somebody may coach and why not yet; their roles; and what they have to show. */
export async function Papers({
  slug,
  ctx,
  coachId,
}: {
  slug: string
  ctx: Context
  coachId: string
}) {
  const person = await getPerson(ctx, { coachId })
  const { credentials, missing, left, own } = person
  return (
    <>
      <MayCoachCard slug={slug} ctx={ctx} person={person} />
      <Roles slug={slug} ctx={ctx} person={person} />
      <section className="mt-3 grid gap-3">
        <h2>{own ? 'What you have to show' : 'What they have to show'}</h2>
        {credentials.length + missing.length === 0 ? (
          <p>Nothing is on record, and the rules ask for nothing.</p>
        ) : (
          <Rows label={own ? 'What you have to show' : 'What they have to show'}>
            {credentials.map((each) => (
              <CredentialRow
                key={each.credentialId}
                href={
                  mayOpen(ctx, coachId, each)
                    ? paths.credential(slug, coachId, each.credentialId)
                    : null
                }
                credential={each}
                now={ctx.now}
              />
            ))}
            {missing.map((kind) => (
              <Row key={kind} roomy title={credentialWords[kind]} detail="Nothing is on record.">
                <StatusTag status="not_met">Missing</StatusTag>
              </Row>
            ))}
          </Rows>
        )}
        {left ? null : (
          <div>
            <ButtonLink look="plain" href={paths.credentialNew(slug, coachId)}>
              Put in a check, course or licence
            </ButtonLink>
          </div>
        )}
      </section>
    </>
  )
}

const mayOpen = (ctx: Context, coachId: string, { kind }: PersonCredential) =>
  kind !== 'record_check' || mayReadCheck(ctx, coachId)

function MayCoachCard({ slug, ctx, person }: { slug: string; ctx: Context; person: Person }) {
  const { mayCoach, suspended, own, coachId, views, left } = person
  const { state, words, because } = mayCoach
  return (
    <Card as="section">
      <h2>Coaching online</h2>
      <StatusTag status={mayCoachFaces[state]}>{words.replace(/\.$/, '')}</StatusTag>
      {because.length === 0 ? null : (
        <>
          <p>Because:</p>
          <ul className="grid list-disc gap-1 pl-6">
            {because.map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </>
      )}
      {person.carriedFrom ? (
        <p>
          It was said of an{' '}
          <a href={paths.coach(slug, person.carriedFrom.coachId)}>earlier entry</a> of theirs, and
          holds for this one too.
        </p>
      ) : null}
      {state === 'not_cleared' && suspended === null ? (
        <p>Your welfare officer can tell you more.</p>
      ) : null}
      <CardFoot>
        {views === null ? null : (
          <a href={paths.coachSeen(slug, coachId)}>Who saw the record check ({views})</a>
        )}
        {suspended === null || own || left ? null : (
          <a href={paths.coachCleared(slug, coachId)}>
            {suspended ? 'Say that they are cleared again' : 'Say that they are not cleared'}
          </a>
        )}
        {mayRole(ctx.roles, 'coach.manage') && !left && !person.signsIn ? (
          <a href={paths.coachMerge(slug, coachId)}>This person is on the list twice</a>
        ) : null}
      </CardFoot>
      {person.merges.map((each) => (
        <p key={each.coachId} className="text-small text-ink-soft">
          {each.into ? 'Became one with ' : 'Also stood here as '}
          <a href={paths.coach(slug, each.coachId)}>{each.name}</a>. {each.by} said so on{' '}
          <Time at={each.at} now={ctx.now} as="date" />.
        </p>
      ))}
    </Card>
  )
}

function CredentialRow({
  href,
  credential,
  now,
}: {
  href: string | null
  credential: PersonCredential
  now: Date
}) {
  const { kind, stand, lastDay, appliedOn, providedByName, providedAt, verified } = credential
  return (
    <Row
      roomy
      {...(href ? { href } : {})}
      title={credentialWords[kind]}
      detail={
        <>
          <span className="block">
            {appliedOn ? `Applied for on ${formatCalendarDate(appliedOn)}` : null}
            {lastDay ? `Counts until ${formatCalendarDate(lastDay)}` : null}
          </span>
          <span className="block text-small text-ink-soft">
            {verified ? (
              <>
                {verified.by} {howTold[verified.how]} on{' '}
                <Time at={verified.at} now={now} as="date" />
              </>
            ) : (
              <>
                {providedByName} put this in on <Time at={providedAt} now={now} as="date" />
              </>
            )}
            {credential.nameDiffers ? '. It is in another name' : null}
          </span>
        </>
      }
    >
      <StatusTag status={standFaces[stand]}>{standWords[stand]}</StatusTag>
    </Row>
  )
}
