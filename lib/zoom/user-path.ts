/** Whoever consented, as Zoom's paths name them. */
export const ownUser = 'me'

/** A user of the account, as a part of a path. Needs the consent of its administrator. */
export const userPart = (zoomUserId: string): string => encodeURIComponent(zoomUserId)
