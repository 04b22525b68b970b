import type { MendSteps, SettingsMend } from './control'

/** The month up to which what is said here of Zoom’s menus was known to be so. */
export const menusKnownIn = '2026-10'

const last = 'Come back here and check again.'

/**
 * Steps to a setting on Zoom's settings page. The app on a phone does not show these settings, so
 * there the browser leads. `steps` are what to do once the tab is open.
 */
export function onSettingsPage(tab: string, ...steps: readonly string[]): SettingsMend {
  return {
    web: [
      'Open zoom.us in a browser and sign in as the host.',
      `Go to Settings, and open “${tab}”.`,
      ...steps,
      last,
    ],
    phone: [
      'Open the browser on your phone: the Zoom app does not show this setting.',
      'Go to zoom.us/profile/setting and sign in as the host.',
      `Open “${tab}”.`,
      ...steps,
      last,
    ],
    account: asAdministrator(
      `Go to Account Management, then Account Settings, and open “${tab}”.`,
      steps,
    ),
    group: asAdministrator(
      `Go to User Management, then Groups, press the group’s name, and open “${tab}”.`,
      steps,
    ),
  }
}

/** Steps to what only an administrator of a Zoom account sees: for the account, and for a group. */
export function forTheAccount(tab: string, ...steps: readonly string[]): SettingsMend {
  const { account, group } = onSettingsPage(tab, ...steps)
  return { ...account, account, group }
}

/** Nothing of this is in the app on a phone. */
const asAdministrator = (way: string, steps: readonly string[]): MendSteps => ({
  web: [
    'Open zoom.us in a browser and sign in as an administrator of the club’s Zoom account.',
    way,
    ...steps,
    last,
  ],
  phone: [
    'Open the browser on your phone: the Zoom app does not show these settings.',
    'Go to zoom.us and sign in as an administrator of the club’s Zoom account.',
    way,
    ...steps,
    last,
  ],
})

/** Steps to change one meeting. `web` and `phone` are what to do once it is open for editing. */
export function inMeeting(web: readonly string[], phone: readonly string[]): MendSteps {
  return {
    web: [
      'Open zoom.us in a browser and sign in as the host.',
      'Go to Meetings, open this session, and press Edit. If it repeats, choose all of them.',
      ...web,
      'Press Save.',
      last,
    ],
    phone: [
      'Open the Zoom app and sign in as the host.',
      'Go to Meetings, tap this session, and tap Edit. If it repeats, choose all of them.',
      ...phone,
      'Tap Save.',
      last,
    ],
  }
}

/** The same for a setting that the app does not show for a meeting. */
export function inMeetingOnWeb(...steps: readonly string[]): MendSteps {
  const { web } = inMeeting(steps, [])
  return {
    web,
    phone: [
      'Open the browser on your phone: the Zoom app does not show this setting.',
      ...web.map((step) => step.replace(' in a browser', '')),
    ],
  }
}
