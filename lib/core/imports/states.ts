/** How far an import is. `columns`: its columns and dates are still to be looked at. */
export const importStates = [
  'columns',
  'checking',
  'ready',
  'writing',
  'done',
  'withdrawn',
] as const
export type ImportState = (typeof importStates)[number]

/** How one row of a file stands. `new`: not looked at yet, or to be looked at again. */
export const rowStates = ['new', 'ready', 'problem', 'left_out', 'done'] as const
export type RowState = (typeof rowStates)[number]

/** What a row would do to the register, or did. `same`: it says what stands there already. */
export const rowPlans = ['add', 'change', 'same'] as const
export type RowPlan = (typeof rowPlans)[number]

/** What may be done with an import in which of its states: the button, the verb and the test ask here. */
const allowedIn = {
  /** To say what each column is, and how its dates are to be read. */
  choose_columns: ['columns', 'ready'],
  mend_row: ['ready'],
  leave_out: ['ready'],
  /** To have everything written that has no problem. */
  confirm: ['ready'],
  withdraw: ['columns', 'checking', 'ready'],
} as const satisfies Record<string, readonly ImportState[]>

export type ImportAction = keyof typeof allowedIn

/** True where that may be done with an import that is so far. */
export function mayImport(action: ImportAction, state: ImportState): boolean {
  const states: readonly ImportState[] = allowedIn[action]
  return states.includes(state)
}

/** True where what stands in a column is still there: those that fill no field are erased once said. */
export const columnKept = (state: ImportState, field: string): boolean =>
  state === 'columns' || field !== ''

/** States in which a worker has something to do. */
export const worksIn = (state: ImportState) => state === 'checking' || state === 'writing'
