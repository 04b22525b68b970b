import { audienceRoles, audienceWords } from '#lib/core/policies/audience'
import { lengths_max } from '#lib/core/policies/draft'
import { policyRules } from '#lib/core/policies/policy-rules'
import type { getPolicyDraft } from '#lib/policies/get-draft'
import { Choices } from '../../../../components/choices'
import { Disclosure } from '../../../../components/disclosure'
import { Field } from '../../../../components/field'
import { FileField } from '../../../../components/file-field'

type Draft = Awaited<ReturnType<typeof getPolicyDraft>>

/** All that a version is made of, in the order in which one writes it. */
export function DraftFields({ draft, isClub }: { draft: Draft; isClub: boolean }) {
  return (
    <>
      <Field name="title" label="Title" value={draft.title} lengthMax={lengths_max.title} />
      <Field
        name="shortVersion"
        label="The short version"
        hint="Three to five plain sentences, one a line: what people have to do. They read this first."
        value={draft.shortVersion}
        lines={5}
        lengthMax={lengths_max.shortVersion}
      />
      <Text draft={draft} />
      {draft.isFirst ? null : <WhatChanged draft={draft} />}
      <When draft={draft} />
      <ForWhom draft={draft} isClub={isClub} />
      <Disclosure summary="Which rules does it answer?" open={draft.rules.length > 0}>
        <Choices
          name="rules"
          label="It answers these rules"
          hint={
            isClub
              ? 'From the day it holds, your club meets its part of them by it.'
              : 'A club that adopts it meets its part of them by it.'
          }
          several
          value={draft.rules}
          choices={policyRules.map(({ id, title }) => ({ value: id, label: `${id}. ${title}` }))}
        />
      </Disclosure>
    </>
  )
}

function Text({ draft: { format, markdown, pdf_bytes } }: { draft: Draft }) {
  const kept = pdf_bytes === null ? '' : `One of ${kilobytes(pdf_bytes)} is kept. `
  return (
    <>
      <Choices
        name="format"
        label="How is the whole policy written?"
        value={[format]}
        choices={[
          { value: 'markdown', label: 'Here, in the box below' },
          { value: 'pdf', label: 'As a PDF' },
        ]}
      />
      <Field
        name="markdown"
        label="The whole policy"
        hint="A line that begins with # is a heading, one with - is a point, one with 1. is a step. **Bold** stands between two stars. A link is [words](https://…). What is left to fill in stands in [square brackets]."
        value={markdown}
        lines={18}
        lengthMax={lengths_max.markdown}
      />
      <FileField
        name="pdf"
        label="The PDF"
        hint={`${kept}Up to 2 MB. A text in the box is easier to read on a phone than a PDF.`}
        accept="application/pdf"
      />
    </>
  )
}

const kilobytes = (bytes: number) => `${Math.max(1, Math.round(bytes / 1024))} kB`

function WhatChanged({ draft: { whatChanged, change } }: { draft: Draft }) {
  return (
    <>
      <Field
        name="whatChanged"
        label="What changed, and why"
        hint="Everybody reads this beside the new version."
        value={whatChanged}
        lines={3}
        lengthMax={lengths_max.whatChanged}
      />
      <Choices
        name="change"
        label="How much changed?"
        value={[change]}
        choices={[
          {
            value: 'material',
            label: 'Something that people have to know',
            hint: 'A material change: everybody is asked to agree again.',
          },
          {
            value: 'minor',
            label: 'Only the wording',
            hint: 'A minor change: nobody is asked again.',
          },
        ]}
      />
    </>
  )
}

function When({ draft: { inForceFrom, due_days, grace_days } }: { draft: Draft }) {
  return (
    <>
      <Field
        name="inForceFrom"
        label="From which day it holds"
        hint="Leave it empty, and it holds at once."
        type="date"
        width="short"
        value={inForceFrom}
        optional
      />
      <Field
        name="due_days"
        label="Days that people have to agree"
        value={String(due_days)}
        inputMode="numeric"
        width="short"
      />
      <Field
        name="grace_days"
        label="Days of grace after that"
        hint="They are reminded, and it does not count against them yet."
        value={String(grace_days)}
        inputMode="numeric"
        width="short"
      />
    </>
  )
}

function ForWhom({ draft, isClub }: { draft: Draft; isClub: boolean }) {
  return (
    <>
      <Choices
        name="audienceRoles"
        label="For whom is it?"
        hint="Tick none, and it is for everybody on the register."
        several
        value={draft.audienceRoles}
        choices={audienceRoles.map((role) => ({ value: role, label: audienceWords[role] }))}
      />
      <Disclosure
        summary="Only for some teams or tags?"
        open={draft.audienceTeams.length + draft.audienceTags.length > 0}
      >
        <Field
          name="audienceTeams"
          label="Teams"
          hint={`With commas between them, as ${isClub ? 'they are' : 'clubs have them'} on the register. Empty is all teams.`}
          value={draft.audienceTeams.join(', ')}
          optional
        />
        <Field
          name="audienceTags"
          label="Tags"
          hint={`With commas between them, as ${isClub ? 'they are' : 'clubs have them'} on the register. Empty is all.`}
          value={draft.audienceTags.join(', ')}
          optional
        />
      </Disclosure>
    </>
  )
}
