import type { Context } from '#lib/context'
import * as paths from '#lib/core/paths'
import { beforeSession } from '#lib/core/sign-offs/checklists'
import type { Session } from '#lib/sessions/get-session'
import { checklistOfSession } from '#lib/sign-offs/start-checklist'
import { Button } from '../../../components/button'
import { Card, CardFoot } from '../../../components/card'
import { Form } from '../../../components/form'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'
import { checklist } from '../../sign-offs/actions'

/** The list to go through before a session: for its coach to begin, for its club to see it signed. */
export async function ChecklistCard({
  ctx,
  session,
  sessionId,
}: {
  ctx: Context
  session: Session
  sessionId: string
}) {
  if (session.ended) return null
  const { slug } = ctx.organisation
  const isOwn = ctx.coachId !== null && ctx.coachId === session.coachId
  const of = await checklistOfSession(ctx, { sessionId })
  const signedAt = of?.signedAt ?? null
  if (!isOwn && signedAt === null) return null
  return (
    <Card as="section">
      <h2>{beforeSession.title}</h2>
      {signedAt ? (
        <>
          <StatusTag status="met">Gone through</StatusTag>
          <p>
            Signed by {isOwn ? 'you' : 'its coach'} <Time at={signedAt} now={ctx.now} />.
          </p>
          {isOwn && of?.requestId ? (
            <a href={paths.signOff(slug, of.requestId)} className="inline-block py-3">
              See what you signed
            </a>
          ) : null}
        </>
      ) : (
        <>
          <p>{beforeSession.about}</p>
          <Form action={checklist.bind(null, slug)} className="grid w-full gap-3">
            <input type="hidden" name="sessionId" value={sessionId} />
            <CardFoot>
              <Button look="plain">Go through the list</Button>
            </CardFoot>
          </Form>
        </>
      )}
    </Card>
  )
}
