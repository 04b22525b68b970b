import type { zoomConnections } from '#db/schema/zoom-connections'
import {
  adminMendingScopes,
  mendingScopes,
  missingScopes,
  type NeededScope,
} from '../zoom-connections/needed-scopes'

type Connection = Pick<typeof zoomConnections.$inferSelect, 'way' | 'scopes'>

/** What Zoom would still have to allow before settings of a connection can be mended from here. */
export const missingToMend = ({ way, scopes }: Connection): readonly NeededScope[] =>
  missingScopes(scopes, way === 'own' ? mendingScopes : adminMendingScopes)
