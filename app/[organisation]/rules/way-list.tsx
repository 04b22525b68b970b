import { equivalentFacts, exemptFacts, type waysOf } from '#lib/core/profiles/way-words'
import { Card } from '../../components/card'
import { Fact, Facts } from '../../components/facts'

/** What else counts for a rule, and where rules do not apply: each with why, and by whom. */
export function WayList({ ways: { equivalents, exempt } }: { ways: ReturnType<typeof waysOf> }) {
  return (
    <>
      {equivalents.length === 0 ? null : (
        <section className="grid gap-3">
          <h2>What else counts</h2>
          {equivalents.map((each) => (
            <WayCard key={each.key} title={each.what} facts={equivalentFacts(each).slice(1)} />
          ))}
        </section>
      )}
      {exempt.length === 0 ? null : (
        <section className="grid gap-3">
          <h2>Where rules do not apply</h2>
          {exempt.map((each) => (
            <WayCard key={each.key} title={each.category} facts={exemptFacts(each).slice(1)} />
          ))}
        </section>
      )}
    </>
  )
}

function WayCard({
  title,
  facts,
}: {
  title: string
  facts: readonly { name: string; value: string }[]
}) {
  return (
    <Card>
      <h3>{title}</h3>
      <Facts>
        {facts.map(({ name, value }) => (
          <Fact key={name} name={name}>
            {value}
          </Fact>
        ))}
      </Facts>
    </Card>
  )
}
