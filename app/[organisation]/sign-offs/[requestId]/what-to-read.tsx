import * as paths from '#lib/core/paths'
import type { PreparedSignOff } from '#lib/sign-offs/prepare-sign-off'
import { ButtonLink } from '../../../components/button'
import { Card, CardFoot } from '../../../components/card'
import { PolicyText } from '../../policies/policy-text'
import { ShortVersion } from '../../policies/short-version'

/** The short version, what is new, and then the whole text: all before the box. */
export function WhatToRead({ slug, prepared }: { slug: string; prepared: PreparedSignOff }) {
  const { shortVersion, whatChanged, change, format } = prepared.shown
  if (format === 'checklist') return <p className="max-w-prose text-lead">{shortVersion}</p>
  return (
    <>
      <ShortVersion text={shortVersion} />
      {whatChanged === null ? null : (
        <section className="grid gap-2">
          <h2>What is new</h2>
          <p className="max-w-prose wrap-anywhere whitespace-pre-line">{whatChanged}</p>
          {change === 'minor' ? <p>Nothing that you have to do has changed.</p> : null}
        </section>
      )}
      <section className="grid gap-3">
        <h2>The whole text</h2>
        <WholeText slug={slug} prepared={prepared} />
        <Fingerprint sha256={prepared.shown.sha256} />
      </section>
    </>
  )
}

function WholeText({
  slug,
  prepared: { policyId, versionId, shown },
}: {
  slug: string
  prepared: PreparedSignOff
}) {
  if (shown.text !== null) {
    return (
      <div className="rounded-card border border-line bg-chalk px-5 py-4">
        <PolicyText markdown={shown.text} />
      </div>
    )
  }
  return (
    <Card>
      <p>The whole text is a PDF. Please open it and read it before you answer.</p>
      <CardFoot>
        <ButtonLink href={paths.policyFile(slug, policyId ?? '', versionId ?? '')} look="plain">
          Open the PDF
        </ButtonLink>
      </CardFoot>
    </Card>
  )
}

/** With it anybody can prove later which text it was, to the letter. */
export function Fingerprint({ sha256 }: { sha256: string }) {
  return (
    <p className="text-small text-ink-soft">
      The fingerprint (SHA-256) of this exact text:{' '}
      <code className="font-mono wrap-anywhere">{sha256}</code>
    </p>
  )
}
