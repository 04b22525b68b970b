import type { Metadata } from 'next'
import * as paths from '#lib/core/paths'
import { listNotices, type ListedNotice } from '#lib/notices/list-notices'
import { BackLink } from '../../components/back-link'
import { EmptyState } from '../../components/empty-state'
import { Pagination } from '../../components/pagination'
import { Row, Rows } from '../../components/rows'
import { Time } from '../../components/time'
import { askedPage } from '../../edge/asked-text'
import { orNotFound } from '../../edge/or-not-found'
import { pageContext } from '../../edge/page-context'
import { Became } from './became'
import { Tag } from './tag'
import { WhoWasTold } from './who-was-told'

export const metadata: Metadata = { title: 'What we have sent' }

/** Every notice by e-mail, why it came, and what became of it; of a club or body, who was told what. */
export default async function NoticesPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/notices'>) {
  const { organisation: slug } = await params
  const from = askedPage(await searchParams)
  const ctx = await pageContext(slug, paths.notices(from, slug))
  if (slug !== paths.ownSlug) return <WhoWasTold ctx={ctx} slug={slug} from={from} />
  const { items, previous, next } = await orNotFound(listNotices(ctx, from))
  return (
    <>
      <BackLink href={paths.account()}>Back to my details</BackLink>
      <h1>What we have told you</h1>
      {items.length === 0 ? (
        <EmptyState title="We have sent you nothing yet">
          When a session is not safe, or Zoom is no longer connected, we send an e-mail. It will be
          listed here, with why you got it.
        </EmptyState>
      ) : (
        <>
          <p>
            E-mails that Touchline sends by itself, the newest first. Only you see this list. What
            can wait is sent between 8 in the morning and 8 in the evening.
          </p>
          <Rows label="E-mails, the newest first">
            {items.map((notice) => (
              <Row
                key={notice.noticeId}
                title={notice.title}
                href={notice.action.path}
                detail={
                  <>
                    <Became
                      of={notice}
                      failed={<NotDelivered of={notice} now={ctx.now} />}
                      now={ctx.now}
                    />{' '}
                    {notice.why}
                  </>
                }
              >
                <Tag state={notice.state} />
              </Row>
            ))}
          </Rows>
        </>
      )}
      <Pagination
        label="Pages of e-mails"
        previous={previous && paths.notices({ before: previous })}
        next={next && paths.notices({ after: next })}
      />
    </>
  )
}

function NotDelivered({ of, now }: { of: ListedNotice; now: Date }) {
  return (
    <>
      Could not be delivered, <Time at={of.settledAt ?? of.createdAt} now={now} />. Look whether
      your e-mail address is right.
    </>
  )
}
