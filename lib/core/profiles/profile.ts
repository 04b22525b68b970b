import type { Parameters } from '../controls/control'
import type { ControlId, Level } from '../results'

/** A governing body's choice of controls. A control that it does not name is not judged. */
export type Profile = {
  readonly id: string
  readonly version: number
  readonly name: string
  readonly controls: {
    readonly [id in ControlId]?: { readonly level: Level; readonly parameters: Parameters }
  }
}
