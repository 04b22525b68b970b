import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { audienceInWords } from '#lib/core/policies/audience'
import type { PolicyRead } from '#lib/policies/get-policy'
import { ButtonLink } from '../../../components/button'
import { Disclosure } from '../../../components/disclosure'
import { Fact, Facts } from '../../../components/facts'
import { Time } from '../../../components/time'
import { PolicyText } from '../policy-text'
import { ShortVersion } from '../short-version'

type Props = {
  slug: string
  read: Pick<PolicyRead, 'policy' | 'shown' | 'markdown'>
  now: Date
}

/** A version: the short of it first, then the whole, then all about it. */
export function PolicyBody({ slug, read: { policy, shown, markdown }, now }: Props) {
  const file = paths.policyFile(slug, policy.id, shown.id)
  return (
    <>
      <ShortVersion text={shown.shortVersion} />
      <section className="grid gap-3">
        <h2>The whole policy</h2>
        {markdown === null ? (
          <>
            <p>{`It is a PDF of ${Math.max(1, Math.round(shown.length_bytes / 1024))} kB.`}</p>
            <ButtonLink href={file}>Save the PDF</ButtonLink>
          </>
        ) : (
          <>
            <PolicyText markdown={markdown} />
            <a href={file} className="w-fit py-2.5">
              Save it as a file
            </a>
          </>
        )}
      </section>
      <Disclosure summary="About this version">
        <Facts>
          <Fact name="Published by">{policy.publisherName}</Fact>
          <Fact name="Published">
            <Time at={shown.publishedAt} now={now} as="date_time" />
          </Fact>
          <Fact name="In force from">
            <Time at={shown.inForceFrom} now={now} as="date" />
          </Fact>
          <Fact name="For whom">{audienceInWords(shown)}</Fact>
          <Fact name="Time to agree">
            {`${counted(shown.due_days, 'day')}, then ${counted(shown.grace_days, 'day')} of grace`}
          </Fact>
          {shown.rules.length === 0 ? null : (
            <Fact name="Answers the rules">{shown.rules.join(', ')}</Fact>
          )}
          <Fact name="SHA-256 of the exact bytes">
            <span className="font-mono text-small break-all">{shown.sha256}</span>
          </Fact>
        </Facts>
      </Disclosure>
    </>
  )
}
