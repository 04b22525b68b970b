import { z } from 'zod'
import { profileDrafts } from '#db/schema/profiles'
import { command } from '../command'
import { actorUserId } from '../context'
import { conflict, notFound } from '../core/errors'
import { builtInProfiles } from '../core/profiles/built-in-profiles'
import { profileLabel } from '../core/profiles/profile-label'
import { isUniqueViolation } from '../database/unique-violation'
import { newId } from '../ids'
import { refuseTooManyDrafts } from '../trail/refuse-drafts'
import { rulesKnown } from './rules-known'

/**
 * Begins to write rules: from those that this organisation published last or, for a governing body,
 * from the profile that comes with us; a region or club without any begins with what holds above it.
 * Throws `conflict` where somebody is writing some already.
 */
export const startDraft = command({
  name: 'profile.start_draft',
  permission: 'profile.change',
  input: z.object({ from: z.enum(['built_in', 'current']) }),
  async run(tx, ctx, { from }) {
    if (ctx.organisation.kind === 'person') throw notFound()
    await refuseTooManyDrafts(tx, ctx, 'profile.start_draft')
    const { publications } = await rulesKnown(tx, ctx)
    const own = publications
      .filter(({ publisherId }) => publisherId === ctx.organisation.id)
      .toSorted((one, other) => other.version - one.version)
    const [newest] = from === 'current' ? own : []
    const [builtIn] = builtInProfiles
    const isBody = ctx.organisation.kind === 'governing_body'
    const document = newest
      ? { ...newest.document, base: `${newest.profile}@${newest.version}` }
      : {
          name: ctx.organisation.name,
          base: isBody ? profileLabel(builtIn) : null,
          controls: isBody ? structuredClone(builtIn.controls) : {},
          ...{ equivalents: [], exempt: [] },
        }
    const draftId = newId()
    try {
      await tx.insert(profileDrafts).values({
        ...{ organisationId: ctx.organisation.id, id: draftId, state: 'open', document },
        ...{ createdAt: ctx.now, changedAt: ctx.now, changedBy: actorUserId(ctx) },
      })
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
      throw conflict('Somebody is writing new rules already. Look again to go on with theirs.')
    }
    const detail = { base: document.base }
    return { result: { draftId }, trail: [{ subject: 'draft', subjectId: draftId, detail }] }
  },
})
