import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { differences, levelWord } from '#lib/core/profiles/rule-words'
import { ruleTitle } from '#lib/core/rules/rule-title'
import { wayDifferences } from '#lib/core/profiles/way-words'
import { profileRuleIds } from '#lib/core/rules/rule-ids'
import { getVersion } from '#lib/profiles/get-version'
import { BackLink } from '../../../../components/back-link'
import { Fact, Facts } from '../../../../components/facts'
import { Row, Rows } from '../../../../components/rows'
import { Time } from '../../../../components/time'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { DifferenceList } from '../../difference-list'
import { WayList } from '../../way-list'

export const metadata: Metadata = { title: 'A version of the rules' }

/** A version of rules as it was published: what changed by it, and all that it says. */
export default async function VersionPage({
  params,
}: PageProps<'/[organisation]/rules/versions/[publicationId]'>) {
  const { organisation: slug, publicationId } = await params
  const ctx = await pageContext(slug, paths.rulesVersion(slug, publicationId))
  const version = await orNotFound(getVersion(ctx, { publicationId }))
  const { choices, before } = version
  return (
    <>
      <BackLink href={paths.rules(slug)}>Back to the rules</BackLink>
      <h1>
        {version.publisherName}: rules, version {version.version}
      </h1>
      <p className="whitespace-pre-line">{version.note}</p>
      <Facts>
        <Fact name="Published">
          <Time at={version.publishedAt} now={ctx.now} as="date_time" />
        </Fact>
        <Fact name="Counts from">
          <Time at={version.inForceFrom} now={ctx.now} as="date_time" />
        </Fact>
      </Facts>
      <h2>
        {version.versionBefore === null
          ? 'What it changed'
          : `What it changed in version ${version.versionBefore}`}
      </h2>
      <DifferenceList
        differences={[
          ...differences(before, choices),
          ...wayDifferences(version.waysBefore, version.ways),
        ]}
      />
      <h2>What it says</h2>
      <Rows>
        {profileRuleIds
          .filter((id) => choices[id])
          .map((id) => (
            <Row key={id} title={ruleTitle(id)}>
              {levelWord(choices[id]?.level)}
            </Row>
          ))}
      </Rows>
      <WayList ways={version.ways} />
      {version.notTaken.length === 0 ? null : (
        <p>{`It does not take ${version.notTaken.length} of what else counts above it.`}</p>
      )}
    </>
  )
}
