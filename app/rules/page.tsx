import type { Metadata } from 'next'
import { cisZoom } from '#lib/core/benchmarks/cis-zoom/cis-zoom'
import { menusKnownIn } from '#lib/core/controls/mend-steps'
import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import { proofKinds } from '#lib/core/proof/proof-kinds'
import { proofMeanings } from '#lib/core/proof/words'
import { rulesInOrder } from '#lib/core/rules/catalogue'
import { ruleGroups } from '#lib/core/rules/rule'
import { groupTitles, sourceDate } from '#lib/core/rules/words'
import { Notice } from '../components/notice'
import { Page } from '../components/page-layout'
import { FoundingTable } from './founding-table'
import { proofNames, RuleDetails } from './rule-details'

export const metadata: Metadata = { title: 'The rules' }

/** Every rule, whether or not Zoom tells anything of it: anybody may read what a club is held to. */
export default function RulesPage() {
  return (
    <Page who={null}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <h1>The rules, and where each comes from</h1>
        <p>
          There are {rulesInOrder.length}. Your governing body says which of them it asks for. What
          Zoom can tell we check in Zoom. Of the rest, people say that it is so.
        </p>
        <p>
          What we say of Zoom’s menus was so in {sourceDate(menusKnownIn)}. Zoom moves things about:
          if you do not find one, search for its name.
        </p>
      </div>
      <FoundingTable />
      <nav aria-label="Groups of rules" className="flex flex-wrap gap-x-6">
        {ruleGroups.map((group) => (
          <a key={group} href={`#${group}`} className="py-2.5">
            {groupTitles[group]}
          </a>
        ))}
      </nav>
      {ruleGroups.map((group) => {
        const rules = rulesInOrder.filter((rule) => rule.group === group)
        return (
          <section key={group} id={group} className="grid grid-cols-[minmax(0,1fr)] gap-3">
            <h2>{groupTitles[group]}</h2>
            <p className="text-ink-soft">{counted(rules.length, 'rule')}</p>
            <ul className="divide-y divide-line rounded-card border border-line bg-chalk">
              {rules.map((rule) => (
                <RuleDetails key={rule.id} rule={rule} />
              ))}
            </ul>
          </section>
        )
      })}
      <section className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <h2>How we know</h2>
        <dl className="grid gap-2">
          {proofKinds.map((kind) => (
            <div key={kind}>
              <dt className="font-[650]">{proofNames[kind]}</dt>
              <dd>{proofMeanings[kind]}</dd>
            </div>
          ))}
        </dl>
      </section>
      <Notice title="Not to be mixed up with rules for companies">
        <p>
          There is also a list for companies that use Zoom.{' '}
          <a href={paths.benchmark(cisZoom.id)}>Where it puts children at risk, we say so.</a>
        </p>
      </Notice>
    </Page>
  )
}
