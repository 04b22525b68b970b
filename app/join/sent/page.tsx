import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { ButtonLink } from '../../components/button'
import { Notice } from '../../components/notice'
import { Page } from '../../components/page-layout'
import { pageContext } from '../../edge/page-context'

export const metadata: Metadata = { title: 'Your question is sent' }

export default async function JoinSentPage() {
  const me = await pageContext(paths.ownSlug, paths.joinSent())
  return (
    <Page who={{ label: me.organisation.name, href: paths.me() }}>
      <h1>Your question is sent</h1>
      <Notice tone="good" title="Your governing body has it">
        <p>
          Somebody there looks at it, and you get an e-mail with the answer. Nothing is set up
          before that. If you hear nothing in a week, speak to them.
        </p>
      </Notice>
      <ButtonLink href={paths.me()} look="plain">
        Go to my page
      </ButtonLink>
    </Page>
  )
}
