import { controlsInOrder } from './catalogue'

/** Controls that repeat what others say of a session; they open no findings and are not counted. */
export const derivedControls: readonly string[] = controlsInOrder
  .filter((control) => control.derived)
  .map((control) => control.id)
