import type { ProofKind } from '#lib/core/proof/proof-kinds'
import type { Rule } from '#lib/core/rules/rule'
import { levelSentences, sourceWords } from '#lib/core/rules/words'
import { midSentence } from '#lib/core/wording'
import { Disclosure } from '../components/disclosure'
import { Steps } from '../components/steps'

/** What a rule's kind of proof is called. */
export const proofNames = {
  checked: 'Checked in Zoom',
  verified: 'Verified by a second person',
  signed: 'Signed',
  stated: 'Stated by somebody',
  scanned: 'Public pages scanned',
} as const satisfies Readonly<Record<ProofKind, string>>

/** `Checked in Zoom, or stated by somebody`. */
const howKnown = ([first, ...others]: Rule['proofs']): string =>
  [proofNames[first], ...others.map((kind) => midSentence(proofNames[kind]))].join(', or ')

/** One rule: what it asks in a line, and everything else for those who open it. */
export function RuleDetails({ rule }: { rule: Rule }) {
  const { id, version, level, title, why, sources, who, mend, proofs, untold } = rule
  const same = mend.web.join() === mend.phone.join()
  return (
    <li id={`rule-${id}`} className="grid gap-0.5 px-[1.1rem] pt-3 pb-1">
      <h3 className="text-[1.05rem]">{title}</h3>
      <p className="text-[0.98rem] text-ink-soft">
        {id} · {levelSentences[level]} · {howKnown(proofs)}
      </p>
      <Disclosure summary={`Why, and how to mend it (${id})`}>
        <p>{why}</p>
        {untold === undefined ? null : <p>{untold}</p>}
        <p>
          Who can mend it: <b>{who}</b>
        </p>
        <h4 className="font-[650]">{same ? 'What to do' : 'What to do on a computer'}</h4>
        <Steps items={mend.web} />
        {same ? null : (
          <>
            <h4 className="font-[650]">What to do on a phone</h4>
            <Steps items={mend.phone} />
          </>
        )}
        <p className="text-small text-ink-soft">
          From: {sources.length === 0 ? 'our own view' : sources.map(sourceWords).join('; ')}.
          Version {version} of this rule.
        </p>
      </Disclosure>
    </li>
  )
}
