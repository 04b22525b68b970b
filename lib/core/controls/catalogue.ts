import { controlIds, type ControlId } from '../results'
import type { Control } from './control'

/** All controls in the order in which they are shown. */
export const catalogue: { readonly [id in ControlId]?: Control } = {}

/** The control with this id. */
export const controlById = (id: ControlId): Control | undefined => catalogue[id]

/** The controls, in the order of the catalogue. */
export const controlsInOrder = (): Control[] =>
  controlIds.flatMap((id) => {
    const control = controlById(id)
    return control ? [control] : []
  })
