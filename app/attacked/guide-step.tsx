import { contacts } from '#lib/guide/contacts'
import { emphasised } from '#lib/guide/emphasis'
import type { GuideStep } from '#lib/guide/steps'
import { Icon } from '../components/pictogram'
import { ContactRow } from './contact-row'

/** One thing to do. The first is the heavy one: whoever reads no further has done the right thing. */
export function GuideStepItem({
  step,
  now,
  first,
}: {
  step: GuideStep
  now: Date
  first: boolean
}) {
  const { id, title, say, never = [], contacts: ids } = step
  return (
    <li
      id={id}
      className={`grid grid-cols-[2rem_minmax(0,1fr)] gap-3 rounded-card bg-chalk p-4 sm:p-5 print:gap-2 print:border-0 print:p-0 ${first ? 'border-[3px] border-not' : 'border border-line'}`}
    >
      <h2 className="self-center">{title}</h2>
      <div className="col-span-2 grid grid-cols-[minmax(0,1fr)] gap-2.5 sm:col-span-1 sm:col-start-2 print:col-span-1 print:col-start-2 print:gap-1">
        {say.map((sentence) => (
          <Sentence key={sentence}>{sentence}</Sentence>
        ))}
        {never.length === 0 ? null : (
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-2 print:gap-0.5">
            {never.map((sentence) => (
              <li key={sentence} className="grid grid-cols-[1.25rem_minmax(0,1fr)] gap-2">
                <Icon name="cross" className="mt-1 size-5 text-not print:size-3" />
                <Sentence>{sentence}</Sentence>
              </li>
            ))}
          </ul>
        )}
        {ids.length === 0 ? null : (
          <ul className="mt-1 grid grid-cols-[minmax(0,1fr)] gap-2 sm:grid-cols-2 print:grid-cols-2 print:gap-1">
            {ids.map((contact) => (
              <ContactRow key={contact} contact={contacts[contact]} now={now} />
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}

function Sentence({ children }: { children: string }) {
  return (
    <p>
      {emphasised(children).map(({ text, strong }) =>
        strong ? <b key={text}>{text}</b> : <span key={text}>{text}</span>,
      )}
    </p>
  )
}
