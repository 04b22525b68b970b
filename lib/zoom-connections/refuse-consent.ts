import { z } from 'zod'
import { command } from '../command'
import { afterRefusal } from './after-refusal'

/** Leaves a trail of a person's consent that was not kept, and has looked at what it ended at Zoom. */
export const refuseConsent = command({
  name: 'connection.refuse',
  permission: 'connection.change',
  input: z.object({}),
  async run(tx, ctx) {
    await afterRefusal(tx, ctx, { app: 'user', zoomUserId: null })
    return { result: undefined, trail: [{ subject: 'connection', subjectId: null }] }
  },
})
