import { z } from 'zod'
import { query } from '../query'
import { coachedClubs } from './share-with-clubs'

/** The clubs that would see a connection, to say so before there is one. */
export const listCoachedClubs = query({
  permission: 'connection.read',
  input: z.object({}),
  run: coachedClubs,
})
