import { formatCalendarDate } from '#lib/core/dates'
import {
  credentialWords,
  howTold,
  levelWords,
  nameReasonWords,
  schemeWords,
  wordOf,
} from '#lib/core/register/words'
import type { ShownCredential } from '#lib/register/show-credential'
import { Fact, Facts } from '../../components/facts'
import { Time } from '../../components/time'

/** All that is kept of one credential; its number, where the reader verifies it. */
export function CredentialFacts({ shown, now }: { shown: ShownCredential; now: Date }) {
  const { row, coachName, reference, until } = shown
  const { scheme, level, issuer, nameOnIt, nameReason, coversOnline } = row
  return (
    <Facts>
      <Fact name="Whose it is">{coachName}</Fact>
      <Fact name="What it is">{credentialWords[row.kind]}</Fact>
      {scheme === '' ? null : <Fact name="Scheme">{wordOf(schemeWords, scheme)}</Fact>}
      {level === '' ? null : <Fact name="Level">{wordOf(levelWords, level)}</Fact>}
      {issuer === '' ? null : <Fact name="From">{issuer}</Fact>}
      {reference === null ? null : <Fact name="Number">{reference}</Fact>}
      {nameOnIt ? <Fact name="Name on it">{nameOnIt}</Fact> : null}
      {nameReason ? <Fact name="Why it differs">{nameReasonWords[nameReason]}</Fact> : null}
      {row.appliedOn ? <Fact name="Applied for">{formatCalendarDate(row.appliedOn)}</Fact> : null}
      {row.issuedOn ? <Fact name="Date on it">{formatCalendarDate(row.issuedOn)}</Fact> : null}
      {until ? (
        <Fact name="Counts until">
          <Time at={new Date(until.getTime() - 1)} now={now} as="date" />
        </Fact>
      ) : null}
      {coversOnline === null ? null : (
        <Fact name="Covers coaching online">{coversOnline ? 'Yes' : 'No'}</Fact>
      )}
      {row.onUpdateService ? <Fact name="In the Update Service">Yes</Fact> : null}
      {row.statusCheckedAt ? (
        <Fact name="Last looked up">
          <Time at={row.statusCheckedAt} now={now} as="date" />
        </Fact>
      ) : null}
      <Fact name="Put in by">
        {row.providedByName}, <Time at={row.providedAt} now={now} as="date" />
      </Fact>
      {row.verifiedAt && row.verifiedHow ? (
        <Fact name="Verified">
          {row.verifiedByName} {howTold[row.verifiedHow]},{' '}
          <Time at={row.verifiedAt} now={now} as="date" />
        </Fact>
      ) : null}
    </Facts>
  )
}
