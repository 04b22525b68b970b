import * as paths from '#lib/core/paths'
import { saidTo } from '#lib/core/policies/standing'
import type { PolicyRead } from '#lib/policies/get-policy'
import { Row, Rows } from '../../../components/rows'
import { StatusTag } from '../../../components/status-tag'
import { Time } from '../../../components/time'

/** Every version that there was, with what changed: the newest first, and none ever taken away. */
export function PolicyHistory({ slug, read, now }: { slug: string; read: PolicyRead; now: Date }) {
  const { policy, versions, said, isOwn, holds } = read
  return (
    <section className="grid gap-3">
      <h2>What changed, and when</h2>
      <Rows>
        {versions.map((version) => {
          const word = isOwn ? null : saidTo(versions, said, version)
          return (
            <Row
              key={version.id}
              title={`Version ${version.version}`}
              href={paths.policyVersion(slug, policy.id, version.id)}
              roomy
              detail={
                <span className="grid gap-0.5">
                  <span className="whitespace-pre-line wrap-anywhere">{version.whatChanged}</span>
                  <span className="text-small text-ink-soft">
                    published <Time at={version.publishedAt} now={now} as="date" />, in force from{' '}
                    <Time at={version.inForceFrom} now={now} as="date" />
                    {word?.decision === 'adopted' ? (
                      <>
                        , adopted by {word.byName} on <Time at={word.at} now={now} as="date" />
                      </>
                    ) : null}
                  </span>
                </span>
              }
            >
              {holds?.id === version.id ? <StatusTag status="met">In force</StatusTag> : null}
              {version.version === 1 ? null : (
                <span>{version.change === 'minor' ? 'minor change' : 'material change'}</span>
              )}
            </Row>
          )
        })}
      </Rows>
    </section>
  )
}
