/** What Zoom settings are of: a host's own, one session, a club's own account or a group in it. */
export const zoomSubjectKinds = ['user', 'meeting', 'account', 'group'] as const

/** What a result can be about: those, and somebody on a club's register or the club itself. */
export const subjectKinds = [...zoomSubjectKinds, 'coach', 'club'] as const

export type ZoomSubjectKind = (typeof zoomSubjectKinds)[number]
