import { z } from 'zod'
import { command } from '../command'
import { afterRefusal } from '../zoom-connections/after-refusal'
import { onlyClubs } from './only-clubs'

/** The same as for a person's own, of a consent for a whole account: `zoomUserId` is whose it was. */
export const refuseAccountConsent = command({
  name: 'account_connection.refuse',
  permission: 'account_connection.change',
  input: z.object({ zoomUserId: z.string().max(200).nullable() }),
  async run(tx, ctx, { zoomUserId }) {
    onlyClubs(ctx)
    await afterRefusal(tx, ctx, { app: 'admin', zoomUserId })
    return { result: undefined, trail: [{ subject: 'connection', subjectId: null }] }
  },
})
