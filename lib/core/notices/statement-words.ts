import { formatDate } from '../dates'
import * as paths from '../paths'
import { ruleTitle } from '../rules/rule-title'
import { midSentence } from '../wording'
import type { Notice } from './notice'
import { clubOf, slugOf } from './parts'
import type { Saying } from './words'

const about = ({ facts }: Notice): string => {
  const [rule = ''] = facts.asked.controls
  return midSentence(ruleTitle(rule))
}

const when = ({ facts }: Notice): string =>
  facts.lapsesAt ? `on ${formatDate(facts.lapsesAt)}` : 'soon'

const said = (notice: Notice, whose: string) => ({
  title: `What you stated for ${whose} lapses ${when(notice)}`,
  lines: [
    `You stated this rule for ${clubOf(notice)}: ${about(notice)}.`,
    'Zoom does not tell us whether it is still so. Please look again, and state it once more. Without that, it counts as not known from then on.',
  ],
  action: { label: 'See what you stated', path: paths.statements(slugOf(notice)) },
})

/** Somebody's word stands in for what Zoom never tells, and its time is nearly over. */
export const statementLapses: Saying = {
  toHost: (notice) => said(notice, clubOf(notice)),
  toOfficer: (notice) =>
    said(notice, notice.facts.coachId ? notice.facts.coachName : clubOf(notice)),
}
