import type { ZoomClient } from '../zoom/client'
import type { Progress } from './track-progress'

/** What the steps of one audit ask Zoom with. */
export type Asking = {
  readonly client: ZoomClient
  readonly progress: Progress
  /** The context's clock, going on. */
  readonly clock: () => Date
}
